//! What the compiler costs, crate by crate: Cargo starts this program in its place (`RUSTC_WORKSPACE_WRAPPER`), so that
//! dependencies and Cargo itself do not count.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use super::{Cost, run};

/// The folder for the figures; where it is set, this program is the compiler.
const FOLDER: &str = "CALLSMITH_RUSTC_COSTS";

/// Has `cargo` measured by `program`, which is this one, into `folder`.
pub(crate) fn measure(cargo: &mut Command, program: Option<&Path>, folder: &Path) {
    if let Some(program) = program {
        cargo.env("RUSTC_WORKSPACE_WRAPPER", program);
        cargo.env(FOLDER, folder);
    }
}

/// What it took to compile the library of `package` the last time.
pub(crate) fn cost(folder: &Path, package: &str) -> Option<Cost> {
    read(&folder.join(package.replace('-', "_")))
}

/// What it took to compile the program `name` the last time.
pub(crate) fn cost_of_program(folder: &Path, name: &str) -> Option<Cost> {
    read(&folder.join(format!("{}.bin", name.replace('-', "_"))))
}

fn read(path: &Path) -> Option<Cost> {
    let text = fs::read_to_string(path).ok()?;
    let (seconds, memory) = text.split_once(' ')?;
    Some(Cost {
        seconds: seconds.parse().ok()?,
        mib: memory.parse().ok()?,
    })
}

/// Runs the compiler where this program stands in for it.
pub(crate) fn wrapped() -> Option<ExitCode> {
    let folder = PathBuf::from(std::env::var_os(FOLDER)?);
    let mut arguments = std::env::args_os().skip(1);
    let compiler = arguments.next()?;
    let arguments: Vec<OsString> = arguments.collect();
    let (status, cost) = run(Command::new(compiler).args(&arguments)).ok()?;
    if let Some(name) = file(&arguments) {
        // Figures are worth less than the build: without a folder there are none.
        let text = format!("{} {}", cost.seconds, cost.mib);
        let _ = fs::create_dir_all(&folder).and_then(|()| fs::write(folder.join(name), text));
    }
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Some(ExitCode::from(code.unwrap_or(1)))
}

/// Where the figures of a run of the compiler go: libraries and programs count.
fn file(arguments: &[OsString]) -> Option<String> {
    let name = argument(arguments, "--crate-name")?.to_str()?;
    match argument(arguments, "--crate-type")?.to_str()? {
        "lib" => Some(name.to_owned()),
        "bin" => Some(format!("{name}.bin")),
        _ => None,
    }
}

/// What stands behind an option.
fn argument<'a>(arguments: &'a [OsString], option: &str) -> Option<&'a OsString> {
    let place = arguments.iter().position(|argument| argument == option)?;
    arguments.get(place + 1)
}
