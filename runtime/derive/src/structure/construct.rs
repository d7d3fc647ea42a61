//! Making a struct by hand: `new`, the struct it takes, `Default`.

use super::{Member, New, Role, Structure};
use crate::doors::{DERIVED, MODEL};
use crate::ty::Type;

/// `fn new`, if it is wanted.
pub(super) fn new(structure: &Structure<'_>) -> String {
    let (docs, parameters) = match &structure.new {
        New::Not => return String::new(),
        New::Positional => ("Creates one from what is required.", positional(structure)),
        New::Named(init) => (
            "Creates one from what is required, by name.",
            format!("required: {init}"),
        ),
    };
    let named = matches!(structure.new, New::Named(_));
    let fields: String = structure
        .members
        .iter()
        .map(|member| field(member, named))
        .collect();
    let Structure {
        visibility, extra, ..
    } = structure;
    // As many arguments as the document requires fields: where they could be mixed up, there is a struct of them.
    format!(
        "#[doc = {docs:?}] #[must_use] #[allow(clippy::too_many_arguments)]
        {visibility} fn new({parameters}) -> Self {{
            Self {{ {fields} {extra}: ::core::default::Default::default() }}
        }}"
    )
}

/// The struct `new` takes, if it takes one: exhaustive, so that what a document adds to what it requires is seen.
pub(super) fn init(structure: &Structure<'_>) -> String {
    let New::Named(init) = &structure.new else {
        return String::new();
    };
    let Structure {
        name, visibility, ..
    } = structure;
    let field = |member: &Member<'_>| {
        let (docs, deprecated) = (&member.field.docs, &member.field.deprecated);
        format!(
            "{docs} {deprecated} pub {}: {},",
            member.name,
            member.field.ty.text()
        )
    };
    let shown = |member: &Member<'_>| match member.sensitive {
        true => format!(
            ".field({:?}, &{MODEL}::REDACTED)",
            member.field.plain_name()
        ),
        false => format!(
            ".field({:?}, &self.{})",
            member.field.plain_name(),
            member.name
        ),
    };
    let fields: String = structure.asked().map(field).collect();
    let shown: String = structure.asked().map(shown).collect();
    format!(
        "#[doc = \"What [`{name}::new`] needs.\"]
        #[derive(::core::clone::Clone)]
        {visibility} struct {init} {{ {fields} }}
        {DERIVED} impl ::core::fmt::Debug for {init} {{
            fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {{
                __f.debug_struct({init:?}){shown}.finish()
            }}
        }}"
    )
}

/// `Default`, if nothing is required.
pub(super) fn default(structure: &Structure<'_>) -> String {
    if !matches!(structure.new, New::Positional) || structure.asked().next().is_some() {
        return String::new();
    }
    let name = &structure.name;
    format!(
        "{DERIVED} impl ::core::default::Default for {name} {{ fn default() -> Self {{ Self::new() }} }}"
    )
}

fn positional(structure: &Structure<'_>) -> String {
    let parameter = |member: &Member<'_>| match member.role {
        Role::Nullable => format!("{}: {},", member.name, member.field.ty.text()),
        _ => format!("{}: {},", member.name, parameter_type(&member.field.ty)),
    };
    structure.asked().map(parameter).collect()
}

fn field(member: &Member<'_>, named: bool) -> String {
    let name = &member.name;
    match (&member.role, &member.fill) {
        (_, Some(expression)) => format!("{name}: {expression},"),
        (Role::Required | Role::Nullable, None) if named => format!("{name}: required.{name},"),
        (Role::Required, None) => format!("{name}: {},", argument(name, &member.field.ty)),
        (Role::Nullable, None) => format!("{name},"),
        (Role::Optional(..), None) => format!("{name}: ::core::option::Option::None,"),
        (Role::Rest, None) => format!("{name}: ::core::default::Default::default(),"),
    }
}

/// The type of a parameter that becomes a `ty`: what a caller has at hand should do.
pub(super) fn parameter_type(ty: &Type) -> String {
    const INTO: &str = "impl ::core::convert::Into";
    const ITERATOR: &str = "impl ::core::iter::IntoIterator";
    if ty.is_scalar() {
        return ty.text();
    }
    if let Some(item) = ty.argument("Vec") {
        return match item.is_scalar() {
            true => format!("{ITERATOR}<Item = {}>", item.text()),
            false => format!("{ITERATOR}<Item = {INTO}<{}>>", item.text()),
        };
    }
    match ty.arguments("BTreeMap").as_deref() {
        Some([key, value]) => {
            format!(
                "{ITERATOR}<Item = ({INTO}<{}>, {INTO}<{}>)>",
                key.text(),
                value.text()
            )
        }
        _ => format!("{INTO}<{}>", ty.text()),
    }
}

/// The value a parameter of [`parameter_type`] becomes.
pub(super) fn argument(name: &str, ty: &Type) -> String {
    if ty.is_scalar() {
        name.to_owned()
    } else if ty.argument("Vec").is_some() {
        format!("{MODEL}::list({name})")
    } else if ty
        .arguments("BTreeMap")
        .is_some_and(|arguments| arguments.len() == 2)
    {
        format!("{MODEL}::map({name})")
    } else {
        format!("::core::convert::Into::into({name})")
    }
}
