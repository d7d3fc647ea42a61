//! The methods of a struct: one setter for each optional field, and the extras.

use super::construct::{argument, parameter_type};
use super::{Member, Role, Structure};
use crate::doors::MODEL;
use crate::ty::Type;

/// All methods but `new`.
pub(super) fn setters(structure: &Structure<'_>) -> String {
    let mut code = extra(structure);
    if structure.setters {
        code.extend(
            structure
                .members
                .iter()
                .map(|member| setters_of(structure, member)),
        );
        code += &with_extra(structure);
    }
    code
}

fn setters_of(structure: &Structure<'_>, member: &Member<'_>) -> String {
    match &member.role {
        Role::Optional(inner, null) => {
            let null = if *null {
                null_setter(structure, member)
            } else {
                String::new()
            };
            setter(structure, member, inner) + &null
        }
        Role::Rest => rest_setter(structure, member),
        Role::Required | Role::Nullable => String::new(),
    }
}

fn setter(structure: &Structure<'_>, member: &Member<'_>, inner: &Type) -> String {
    let Structure {
        visibility, extra, ..
    } = structure;
    let Member {
        name, wire, field, ..
    } = member;
    let index = structure.row(member);
    let (head, parameter, value) = (
        head(member, "Sets `"),
        parameter_type(inner),
        argument(name, inner),
    );
    let docs = &field.docs;
    format!(
        "{head} {docs} #[must_use]
        {visibility} fn {name}(mut self, {name}: {parameter}) -> Self {{
            {MODEL}::set(&mut self.{name}, {value}, &mut self.{extra}, {index}, {wire});
            self
        }}"
    )
}

fn null_setter(structure: &Structure<'_>, member: &Member<'_>) -> String {
    let Structure {
        visibility, extra, ..
    } = structure;
    let Member {
        name, wire, field, ..
    } = member;
    let index = structure.row(member);
    let (plain, deprecated) = (field.plain_name(), &field.deprecated);
    format!(
        "#[doc = \"Sets `{plain}` to null, which is not the same as leaving it out.\"] {deprecated} #[must_use]
        {visibility} fn {plain}_null(mut self) -> Self {{
            self.{name} = ::core::option::Option::None;
            self.{extra}.remember({index}, {wire});
            self
        }}"
    )
}

/// For the map of unlisted entries: replaces it.
fn rest_setter(structure: &Structure<'_>, member: &Member<'_>) -> String {
    let visibility = structure.visibility;
    let Member { name, field, .. } = member;
    let (head, parameter, value) = (
        head(member, "Sets `"),
        parameter_type(&field.ty),
        argument(name, &field.ty),
    );
    let docs = &field.docs;
    format!(
        "{head} {docs} #[must_use]
        {visibility} fn {name}(mut self, {name}: {parameter}) -> Self {{
            self.{name} = {value};
            self
        }}"
    )
}

fn head(member: &Member<'_>, verb: &str) -> String {
    let (name, deprecated) = (member.field.plain_name(), &member.field.deprecated);
    // An empty line sets the field's own docs apart.
    let gap = if member.field.docs.is_empty() {
        ""
    } else {
        "#[doc = \"\"]"
    };
    format!("{deprecated} #[doc = \"{verb}{name}`.\"] {gap}")
}

fn extra(structure: &Structure<'_>) -> String {
    let Structure {
        visibility, extra, ..
    } = structure;
    format!(
        "#[doc = \"The entries the API's document does not list, by name.\"]
        {visibility} fn extra(&self) -> {MODEL}::Extras<'_> {{
            self.{extra}.unlisted(Self::__TABLE)
        }}"
    )
}

/// Not for closed structs, which do not write their extras.
fn with_extra(structure: &Structure<'_>) -> String {
    let Structure {
        visibility,
        extra,
        closed,
        ..
    } = structure;
    if *closed {
        return String::new();
    }
    format!(
        "#[doc = \"Sets an entry the API's document does not list. A field that has a value wins over an entry of its \
            name.\"] #[must_use]
        {visibility} fn with_extra(
            mut self,
            key: impl ::core::convert::Into<::std::string::String>,
            value: impl ::core::convert::Into<{MODEL}::Json>,
        ) -> Self {{
            self.{extra}.set(key, value);
            self
        }}"
    )
}
