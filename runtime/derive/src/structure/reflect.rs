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
            fn fields(&self, __see: &mut {MODEL}::See<'_>) {{ __see.all(&[{values}], &self.{extra}) }}
        }}"
    )
}
