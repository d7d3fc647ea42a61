//! The generators that are compared: how each is called, and what it leaves behind. One row each.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::args::BenchArgs;
use crate::console::Console;
use crate::repository::Repository;

/// What we call ourselves in tables.
pub(super) const OURS: &str = "callsmith";

/// A generator that is there.
pub(super) struct Tool {
    pub(super) row: &'static Row,
    /// Its program; ours is this one.
    program: Option<PathBuf>,
}

/// What there is to know of a generator.
pub(super) struct Row {
    /// Its name, and that of the package that installs it.
    pub(super) name: &'static str,
    package: &'static str,
    program: &'static str,
    /// The versions that its row is about.
    version: &'static str,
    arguments: fn(&str, &str) -> Vec<String>,
    /// Makes a package of what it wrote.
    finish: fn(&Path) -> io::Result<()>,
    /// Whether its methods are `async`, and in which of its files they are.
    pub(super) is_async: bool,
    pub(super) client: &'static str,
}

const ROWS: &[Row] = &[
    Row {
        name: "progenitor",
        package: "cargo-progenitor",
        program: "cargo-progenitor",
        version: "^0.15",
        arguments: |spec, out| {
            words(&[
                "progenitor",
                "-i",
                spec,
                "-o",
                out,
                "-n",
                NAME,
                "-v",
                "0.1.0",
            ])
        },
        finish: |_| Ok(()),
        is_async: true,
        client: "src/lib.rs",
    },
    Row {
        name: "ploidy",
        package: "ploidy",
        program: "ploidy",
        version: "^0.15",
        arguments: |spec, out| words(&["generate", "rust", spec, "-o", out]),
        finish: |_| Ok(()),
        is_async: true,
        client: "src/client",
    },
    Row {
        name: "oas3-gen",
        package: "oas3-gen",
        program: "oas3-gen",
        version: "^0.29",
        arguments: |spec, out| {
            words(&[
                "generate",
                "client-mod",
                "-i",
                spec,
                "-o",
                out,
                "--workspace",
            ])
        },
        finish: |_| Ok(()),
        is_async: true,
        client: "src/client.rs",
    },
    Row {
        name: "openapi-to-rust",
        package: "openapi-to-rust",
        program: "openapi-to-rust",
        version: "^0.23",
        arguments: |spec, out| words(&["generate", spec, "--output-dir", &format!("{out}/src")]),
        finish: package,
        is_async: true,
        client: "src/client.rs",
    },
    Row {
        name: OURS,
        package: "",
        program: "",
        version: "",
        arguments: |spec, out| words(&["generate", "--spec", spec, "--out", out, "--name", NAME]),
        finish: |_| Ok(()),
        is_async: false,
        client: "src/operations",
    },
];

/// What each crate is called, where that can be said.
const NAME: &str = "gen-client";

fn words(all: &[&str]) -> Vec<String> {
    all.iter().map(|word| (*word).to_owned()).collect()
}

/// A folder of modules with a list of what they depend on becomes a package.
fn package(out: &Path) -> io::Result<()> {
    let source = out.join("src");
    let needs = fs::read_to_string(source.join("REQUIRED_DEPS.toml"))?;
    let manifest = format!(
        "[package]\nname = \"{NAME}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n{needs}\n"
    );
    fs::write(out.join("Cargo.toml"), manifest)?;
    fs::rename(source.join("mod.rs"), source.join("lib.rs"))
}

/// The tools that are installed: on the path, or in `target/bench/peers`. What is missing is told of.
pub(super) fn found(
    args: &BenchArgs,
    repository: &Repository,
    console: &mut Console<'_>,
) -> Vec<Tool> {
    let own = repository.root.join("target/bench/peers");
    let is_asked = |row: &&Row| {
        row.name == OURS || args.tool.is_empty() || args.tool.iter().any(|tool| tool == row.name)
    };
    let mut tools = Vec::new();
    for row in ROWS.iter().filter(is_asked) {
        let program = program(row, &own);
        if program.is_none() && row.name != OURS {
            console.remark(&format!(
                "{} is not installed: cargo install --locked {}@{} --root target/bench/peers",
                row.name, row.package, row.version
            ));
            continue;
        }
        tools.push(Tool { row, program });
    }
    tools
}

fn program(row: &Row, own: &Path) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&path).chain([own.join("bin")]);
    let mut programs = folders.map(|folder| folder.join(row.program));
    programs.find(|program| !row.program.is_empty() && program.is_file())
}

impl Tool {
    /// The command that generates the crate of `spec` into `out`; `ours` is this program.
    pub(super) fn command(&self, spec: &Path, out: &Path, ours: &Path) -> Command {
        let mut command = Command::new(self.program.as_deref().unwrap_or(ours));
        let text = |path: &Path| path.display().to_string();
        let arguments = (self.row.arguments)(&text(spec), &text(out));
        command.args(arguments.into_iter().map(OsString::from));
        command
    }

    /// Makes a package of what was written.
    pub(super) fn finish(&self, out: &Path) -> io::Result<()> {
        (self.row.finish)(out)?;
        // Some write members of a workspace that is not there, some take that of whoever is around them.
        let manifest = out.join("Cargo.toml");
        let text = fs::read_to_string(&manifest)?;
        match text.contains("[workspace]") {
            true => Ok(()),
            false => fs::write(&manifest, text + "\n[workspace]\n"),
        }
    }
}
