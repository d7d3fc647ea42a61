//! What programs cost: processor time and peak memory, as the kernel counts them.

pub(crate) mod rustc;
pub(crate) mod tokens;

use std::io;
use std::process::{Command, ExitStatus};

use serde::Serialize;
use wait4::{ResUse, Wait4};

/// What a program took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub(crate) struct Cost {
    /// Processor seconds, in the program and in the kernel for it.
    pub(crate) seconds: f64,
    /// Peak memory in MiB.
    pub(crate) mib: f64,
}

/// Runs a program to its end.
pub(crate) fn run(command: &mut Command) -> io::Result<(ExitStatus, Cost)> {
    let mut child = command.spawn()?;
    let ResUse { status, rusage } = child.wait4()?;
    let cost = Cost {
        seconds: (rusage.utime + rusage.stime).as_secs_f64(),
        mib: rusage.maxrss as f64 / f64::from(1 << 20),
    };
    Ok((status, cost))
}
