//! The ledger as text.

use super::text::{VERSION, line};
use super::{Block, Kind, Ledger, Line, Role};
use std::fmt::Write;

/// What every ledger begins with.
pub(super) const MARK: &str = "# The names of a crate that Callsmith wrote";

/// Explains itself to whoever opens it.
const HEAD: &str = "\
, and the place in the document that each stands for.
# `generate` reads and writes this file; keep it with the crate. What stands here keeps its name, whatever else the
# document gains. `new`: an argument, in this order; `!`: a refusal; `+`: a success; `body`: the media type of a method's
# own body; `as`: the method for another one; `call`, `error`, `init`, `params`, `success`, `rest`: types and a map that
# are not called as usual; `make`: what makes a variant; `id`: an operationId; `of`: what an alias stands for; `was`: a
# former name, kept as a deprecated alias until `cargo xtask names prune`; one word: the document has it so.
";

/// The text of a ledger without the names that types had before.
pub fn without_former_names(text: &str) -> String {
    let former = format!("  {} ", Role::Was.word());
    let lines = text.split_inclusive('\n');
    lines.filter(|line| !line.starts_with(&former)).collect()
}

impl Ledger {
    /// One line a name, sorted.
    pub fn text(&self) -> String {
        let mut out = format!("{MARK}{HEAD}");
        if let Some(version) = &self.version {
            let _ = write!(out, "\n{VERSION}{version}\n");
        }
        for kind in [
            Kind::Auth,
            Kind::Server,
            Kind::Variable,
            Kind::Operation,
            Kind::Type,
            Kind::Events,
        ] {
            let of_kind = self.blocks.iter().filter(|((other, _), _)| *other == kind);
            let mut blocks: Vec<(&str, &Block)> = of_kind
                .map(|((_, place), block)| (place.as_str(), block))
                .collect();
            blocks.sort_by_key(|(place, block)| (block.name.as_str(), *place));
            out += if blocks.is_empty() { "" } else { "\n" };
            blocks
                .into_iter()
                .for_each(|(place, block)| self::block(kind, place, block, &mut out));
        }
        out
    }
}

fn block(kind: Kind, place: &str, block: &Block, out: &mut String) {
    let word = match kind {
        Kind::Auth => "auth",
        Kind::Server => "server",
        Kind::Variable => "variable",
        Kind::Operation => "fn",
        Kind::Type if block.alias => "alias",
        Kind::Type => "type",
        Kind::Events => "events",
    };
    let _ = writeln!(out, "{word} {}", named(&block.name, place));
    let mut lines: Vec<&Line> = block.lines.iter().collect();
    // Arguments stay in their order.
    lines.sort_by(|a, b| match (a.role, b.role) {
        (Role::Required, Role::Required) => std::cmp::Ordering::Equal,
        _ => a.cmp(b),
    });
    for line in lines {
        let _ = match line.role.word() {
            "" => writeln!(out, "  {}", named(&line.name, &line.place)),
            word => writeln!(out, "  {word} {}", named(&line.name, &line.place)),
        };
    }
}

fn named(name: &str, place: &str) -> String {
    match name == place {
        true => name.to_owned(),
        false => format!("{name} = {}", line(place)),
    }
}

impl Role {
    /// The word in front of the name.
    pub(super) fn word(self) -> &'static str {
        match self {
            Role::Was => "was",
            Role::Id => "id",
            Role::Of => "of",
            Role::Constructor => "make",
            Role::Init => "init",
            Role::Call => "call",
            Role::Error => "error",
            Role::Params => "params",
            Role::Success => "success",
            Role::Body => "body",
            Role::Further => "as",
            Role::Rest => "rest",
            Role::Required => "new",
            Role::Member => "",
            Role::Failure => "!",
            Role::Answer => "+",
        }
    }
}
