//! Structs: what their attributes say, and the checks of it.

mod construct;
mod reflect;
mod setters;

use crate::attribute::{Item, Kind};
use crate::declaration::{Declaration, Field};
use crate::doors;
use crate::error::{Error, Result};
use crate::ty::Type;

/// A struct with everything its attributes say.
struct Structure<'a> {
    name: String,
    visibility: &'a str,
    /// Without the one that holds the extras.
    members: Vec<Member<'a>>,
    /// The name of the field that holds the extras.
    extra: String,
    new: New,
    setters: bool,
    closed: bool,
    open: bool,
}

/// How a value is made by hand.
enum New {
    Not,
    /// One argument for each required field.
    Positional,
    /// One argument, a struct of this name with the required fields.
    Named(String),
}

/// A field with everything its attributes say.
struct Member<'a> {
    field: &'a Field,
    /// The name as it is written, with `r#`.
    name: String,
    /// The name on the wire, a literal.
    wire: String,
    role: Role,
    sensitive: bool,
    /// The list of what is checked before a value is sent, an expression.
    rules: String,
    /// An expression; `new` does not ask for the field.
    fill: Option<String>,
}

/// What absence means.
enum Role {
    Required,
    /// `T` of `Option<T>`, and whether a setter for null is wanted.
    Optional(Type, bool),
    Nullable,
    Rest,
}

/// The derived code of a struct.
pub(crate) fn derive(declaration: &Declaration, fields: &[Field]) -> Result<String> {
    let structure = Structure::new(declaration, fields)?;
    let name = &structure.name;
    let methods =
        reflect::table(&structure) + &construct::new(&structure) + &setters::setters(&structure);
    let impls = [
        reflect::value(&structure),
        construct::default(&structure),
        doors::doors(name),
        doors::equality(name),
    ];
    let init = construct::init(&structure);
    Ok(format!(
        "{init} impl {name} {{ {methods} }} {}",
        impls.concat()
    ))
}

impl<'a> Structure<'a> {
    fn new(declaration: &'a Declaration, fields: &'a [Field]) -> Result<Self> {
        let Some((extra, fields)) = fields
            .split_last()
            .filter(|(last, _)| last.ty.name() == "Extra")
        else {
            return Err(Error::new(
                declaration.name.span(),
                "the last field of a model is `extra: Extra`",
            ));
        };
        let mut structure = Structure {
            name: declaration.name.to_string(),
            visibility: &declaration.visibility,
            members: fields.iter().map(Member::new).collect::<Result<_>>()?,
            extra: extra.name.to_string(),
            new: New::Not,
            setters: false,
            closed: false,
            open: false,
        };
        declaration
            .items
            .iter()
            .try_for_each(|item| structure.take(item))?;
        structure.check(declaration)?;
        Ok(structure)
    }

    fn take(&mut self, item: &Item) -> Result<()> {
        match &item.kind {
            Kind::Word(word) if word == "new" => self.new = New::Positional,
            Kind::Assigned(word, name) if word == "new" => self.new = New::Named(name.clone()),
            Kind::Word(word) if word == "setters" => self.setters = true,
            Kind::Word(word) if word == "closed" => self.closed = true,
            Kind::Word(word) if word == "open" => self.open = true,
            _ => {
                return Err(item.unexpected("`new`, `new = Name`, `setters`, `closed` or `open`"));
            }
        }
        Ok(())
    }

    fn check(&self, declaration: &Declaration) -> Result<()> {
        let mut rests = self
            .members
            .iter()
            .filter(|member| matches!(member.role, Role::Rest));
        if let (Some(_), Some(second)) = (rests.next(), rests.next()) {
            return Err(Error::new(
                second.field.name.span(),
                "a model has one `rest` field at most",
            ));
        }
        if matches!(self.new, New::Named(_)) && self.asked().next().is_none() {
            return Err(Error::new(
                declaration.name.span(),
                "`new = ...` has nothing to ask for; write `new`",
            ));
        }
        Ok(())
    }

    /// The fields `new` asks for.
    fn asked(&self) -> impl Iterator<Item = &Member<'a>> {
        let asked = |member: &&Member<'_>| {
            matches!(member.role, Role::Required | Role::Nullable) && member.fill.is_none()
        };
        self.members.iter().filter(asked)
    }

    /// Which row of the table is that of a field.
    fn row(&self, member: &Member<'_>) -> usize {
        let mut rows = self.rows();
        let found = rows.position(|row| std::ptr::eq(row, member));
        found.unwrap_or_default()
    }

    /// The fields in the order of the table: the map of unlisted entries last.
    fn rows(&self) -> impl Iterator<Item = &Member<'a>> {
        let is_rest = |member: &&Member<'_>| matches!(member.role, Role::Rest);
        let listed = self.members.iter().filter(move |member| !is_rest(member));
        listed.chain(self.members.iter().filter(is_rest))
    }
}

impl<'a> Member<'a> {
    fn new(field: &'a Field) -> Result<Self> {
        let mut member = Member {
            field,
            name: field.name.to_string(),
            wire: format!("{:?}", field.plain_name()),
            role: match field.ty.argument("Option") {
                Some(inner) => Role::Optional(inner, false),
                None => Role::Required,
            },
            sensitive: false,
            rules: crate::rules::list(&field.rules)?,
            fill: None,
        };
        field.items.iter().try_for_each(|item| member.take(item))?;
        if member.fill.is_some() && matches!(member.role, Role::Rest) {
            return Err(Error::new(field.name.span(), "`fill` is for single values"));
        }
        Ok(member)
    }

    fn take(&mut self, item: &Item) -> Result<()> {
        match &item.kind {
            Kind::Text(text) => self.wire.clone_from(text),
            Kind::Word(word) if word == "sensitive" => self.sensitive = true,
            Kind::Word(word) if word == "rest" => self.role = Role::Rest,
            Kind::Word(word) if word == "null" || word == "nullable" => {
                self.take_null(item, word)?
            }
            Kind::Assigned(word, expression) if word == "fill" => {
                self.fill = Some(expression.clone())
            }
            _ => {
                return Err(item.unexpected(
                    "a text, `null`, `nullable`, `sensitive`, `rest` or `fill = ...`",
                ));
            }
        }
        Ok(())
    }

    fn take_null(&mut self, item: &Item, word: &str) -> Result<()> {
        match &mut self.role {
            Role::Optional(_, null) if word == "null" && !*null => *null = true,
            Role::Optional(_, false) => self.role = Role::Nullable,
            _ => {
                let message = format!(
                    "`{word}` is for a field of type `Option<..>`, and only one of `null` and `nullable`"
                );
                return Err(Error::new(item.span, message));
            }
        }
        Ok(())
    }
}
