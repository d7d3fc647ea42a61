//! The table of a struct, and how it is read and shown.

use super::{Member, Role, Structure};
use crate::doors::{DERIVED, MODEL};

/// The table, which belongs to the methods.
pub(super) fn table(structure: &Structure<'_>) -> String {
    let rows: Vec<&Member<'_>> = structure.rows().collect();
    let wires: String = rows.iter().map(|member| wire(member)).collect();
    let names: String = rows.iter().map(|member| own_name(member)).collect();
    let kinds: String = rows.iter().map(|member| letter(member)).collect();
    let rules: String = rows.iter().enumerate().map(rules).collect();
    let more = [
        (names != wires, format!(".names(&[{names}])")),
        (!rules.is_empty(), format!(".rules(&[{rules}])")),
        (structure.closed, ".closed()".to_owned()),
        (structure.open, ".open()".to_owned()),
    ];
    let more = more.into_iter().filter(|(is_said, _)| *is_said);
    let more: String = more.map(|(_, code)| code).collect();
    let name = &structure.name;
    format!(
        "const __TABLE: &'static {MODEL}::Table = &{MODEL}::Table::new({name:?}, &[{wires}], {kinds:?}){more};"
    )
}

fn wire(member: &Member<'_>) -> String {
    match member.role {
        Role::Rest => "\"\",".to_owned(),
        _ => format!("{},", member.wire),
    }
}

fn own_name(member: &Member<'_>) -> String {
    format!("{:?},", member.field.plain_name())
}

/// See `Table::kinds`.
fn letter(member: &Member<'_>) -> char {
    let letter = match member.role {
        Role::Required => 'r',
        Role::Optional(..) => 'o',
        Role::Nullable => 'n',
        Role::Rest => 'm',
    };
    match member.sensitive {
        true => letter.to_ascii_uppercase(),
        false => letter,
    }
}

/// The rules of the field, if there are any.
fn rules((index, member): (usize, &&Member<'_>)) -> String {
    match member.rules.as_str() {
        "&[]" => String::new(),
        rules => format!("({index}, {rules}),"),
    }
}

/// How the struct begins, is read, and is shown.
pub(super) fn value(structure: &Structure<'_>) -> String {
    let (mut blanks, mut places, mut values) = (String::new(), String::new(), String::new());
    let (mut method, mut rest) = ("object", String::new());
    for member in structure.rows() {
        let name = &member.name;
        blanks += &blank(member);
        values += &format!("&self.{name},");
        match member.role {
            Role::Rest => (method, rest) = ("object_with_rest", format!("&mut self.{name},")),
            _ => places += &format!("&mut self.{name},"),
        }
    }
    let Structure { name, extra, .. } = structure;
    format!(
        "{DERIVED} impl {MODEL}::Blank for {name} {{
            const BLANK: Self = {name} {{ {blanks} {extra}: {MODEL}::Blank::BLANK }};
        }}
        {DERIVED} impl {MODEL}::Value for {name} {{
            fn read(__input: {MODEL}::In<'_>) -> {MODEL}::Result<Self> {{ {MODEL}::read_filled(__input) }}
            fn fill(&mut self, __input: {MODEL}::In<'_>) -> {MODEL}::Result<()> {{
                __input.{method}(Self::__TABLE, &mut [{places}], {rest} &mut self.{extra})
            }}
            fn view(&self) -> {MODEL}::View<'_> {{
                {MODEL}::View::Object({MODEL}::Object::new(Self::__TABLE, self))
            }}
            fn fields(&self, __see: &mut {MODEL}::See<'_>) {{ __see.all(&[{values}], &self.{extra}) }}
        }}"
    )
}

/// What a field is before it is read.
fn blank(member: &Member<'_>) -> String {
    let name = &member.name;
    match member.role {
        Role::Optional(..) | Role::Nullable => format!("{name}: ::core::option::Option::None,"),
        Role::Required | Role::Rest => format!("{name}: {MODEL}::Blank::BLANK,"),
    }
}
