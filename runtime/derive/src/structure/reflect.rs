//! The table of a struct, and how it is read and shown.

use super::{Member, Role, Structure};
use crate::doors::{DERIVED, MODEL};

/// The table, which belongs to the methods.
pub(super) fn table(structure: &Structure<'_>) -> String {
    let rows: String = structure.rows().map(row).collect();
    let Structure {
        name, closed, open, ..
    } = structure;
    format!(
        "const __TABLE: &'static {MODEL}::Table = &{MODEL}::Table {{ name: {name:?}, fields: &[{rows}], closed: {closed}, open: {open} }};"
    )
}

fn row(member: &Member<'_>) -> String {
    let (wire, kind) = match member.role {
        Role::Required => (member.wire.as_str(), "Required"),
        Role::Optional(..) => (member.wire.as_str(), "Optional"),
        Role::Nullable => (member.wire.as_str(), "Nullable"),
        Role::Rest => ("\"\"", "Rest"),
    };
    let (name, sensitive, rules) = (member.field.plain_name(), member.sensitive, &member.rules);
    format!(
        "{MODEL}::Field {{ wire: {wire}, name: {name:?}, kind: {MODEL}::Kind::{kind}, sensitive: {sensitive}, rules: {rules} }},"
    )
}

/// The types of the locals follow from the struct's fields, so that no type is spelled twice.
pub(super) fn value(structure: &Structure<'_>) -> String {
    let (mut lets, mut slots, mut fields) = (String::new(), String::new(), String::new());
    let mut values = String::new();
    let (mut some, mut required) = (String::new(), String::new());
    for (index, member) in structure.rows().enumerate() {
        let start = match member.role {
            Role::Rest => "::core::default::Default::default()",
            _ => "::core::option::Option::None",
        };
        let ty = match member.role {
            Role::Rest => format!(": {}", member.field.ty.text()),
            _ => String::new(),
        };
        lets += &format!("let mut __{index}{ty} = {start};");
        slots += &format!("&mut __{index},");
        values += &format!("&self.{},", member.name);
        fields += &format!("{}: __{index},", member.name);
        if let Role::Required = member.role {
            some += &format!("::core::option::Option::Some(__{index}),");
            required += &format!("__{index},");
        }
    }
    let unwrap = match required.as_str() {
        "" => String::new(),
        _ => format!("let ({some}) = ({required}) else {{ return {MODEL}::missing() }};"),
    };
    let Structure { name, extra, .. } = structure;
    format!(
        "{DERIVED} impl {MODEL}::Value for {name} {{
            fn read(__input: {MODEL}::In<'_>) -> {MODEL}::Result<Self> {{
                {lets}
                let mut __extra = ::core::default::Default::default();
                __input.object(Self::__TABLE, &mut [{slots}], &mut __extra)?;
                {unwrap}
                ::core::result::Result::Ok({name} {{ {fields} {extra}: __extra }})
            }}
            fn view(&self) -> {MODEL}::View<'_> {{
                {MODEL}::View::Object({MODEL}::Object::new(Self::__TABLE, self))
            }}
            fn fields(&self, __see: &mut dyn ::core::ops::FnMut(&[&dyn {MODEL}::Value], &{MODEL}::Extra)) {{
                __see(&[{values}], &self.{extra})
            }}
        }}"
    )
}
