//! Unions: variants that hold a value each, told apart by a tag or by shape.

use crate::attribute::{Item, Kind};
use crate::declaration::{Declaration, Variant};
use crate::doors::{self, DERIVED, MODEL};
use crate::enumeration::split_unknown;
use crate::error::{Error, Result};
use crate::ty::Type;

/// A union with everything its attributes say.
struct Union<'a> {
    name: String,
    visibility: &'a str,
    /// The tag property, a literal; `None` for a union by shape.
    tag: Option<String>,
    arms: Vec<Arm<'a>>,
    unknown: String,
}

/// A variant with everything its attributes say.
struct Arm<'a> {
    name: String,
    payload: &'a Type,
    from: bool,
    /// The texts of the tag, literals.
    texts: Vec<String>,
    add_tag: bool,
    /// JSON types, names of the constants of `Shape`.
    types: Vec<String>,
    /// Lists of keys, literals.
    keys: Vec<Vec<String>>,
}

/// The derived code of a union.
pub(crate) fn derive(declaration: &Declaration, variants: &[Variant]) -> Result<String> {
    let union = Union::new(declaration, variants)?;
    let impls = [reflect(&union), froms(&union), doors::doors(&union.name)];
    Ok(methods(&union) + &doors::block(&impls.concat()))
}

impl<'a> Union<'a> {
    fn new(declaration: &'a Declaration, variants: &'a [Variant]) -> Result<Self> {
        let mut tag = None;
        for item in &declaration.items {
            match &item.kind {
                Kind::Assigned(word, text) if word == "tag" => tag = Some(text.clone()),
                _ => return Err(item.unexpected("`tag = \"property\"`")),
            }
        }
        let (unknown, known) = split_unknown(declaration, variants)?;
        let arms = known
            .into_iter()
            .map(|variant| Arm::new(variant, tag.is_some()))
            .collect::<Result<_>>()?;
        let (name, visibility) = (
            declaration.name.to_string(),
            declaration.visibility.as_str(),
        );
        Ok(Union {
            name,
            visibility,
            tag,
            arms,
            unknown: unknown.name.to_string(),
        })
    }

    /// One piece of text for each known variant.
    fn each(&self, write: impl Fn(usize, &Arm<'a>) -> String) -> String {
        self.arms
            .iter()
            .enumerate()
            .map(|(index, arm)| write(index, arm))
            .collect()
    }
}

impl<'a> Arm<'a> {
    fn new(variant: &'a Variant, tagged: bool) -> Result<Self> {
        let Some(payload) = &variant.payload else {
            return Err(Error::new(
                variant.name.span(),
                "a variant of a union holds a value: `Name(Type)`",
            ));
        };
        let (texts, types, keys) = (Vec::new(), Vec::new(), Vec::new());
        let name = variant.name.to_string();
        let mut arm = Arm {
            name,
            payload,
            from: true,
            texts,
            add_tag: false,
            types,
            keys,
        };
        for item in &variant.items {
            if tagged {
                arm.take_tag(item)?
            } else {
                arm.take_shape(item)?
            }
        }
        if arm.texts.is_empty() && arm.types.is_empty() && arm.keys.is_empty() {
            let what = if tagged {
                "the text of its tag"
            } else {
                "what it takes: `string`, `has(\"key\")`, ..."
            };
            return Err(Error::new(
                variant.name.span(),
                format!("the variant does not say {what}"),
            ));
        }
        Ok(arm)
    }

    fn take_tag(&mut self, item: &Item) -> Result<()> {
        match &item.kind {
            Kind::Text(text) => self.texts.push(text.clone()),
            Kind::Word(word) if word == "add_tag" => self.add_tag = true,
            Kind::Word(word) if word == "no_from" => self.from = false,
            _ => return Err(item.unexpected("a text, `add_tag`, `no_from` or `unknown`")),
        }
        Ok(())
    }

    fn take_shape(&mut self, item: &Item) -> Result<()> {
        const TYPES: &[&str] = &[
            "null", "boolean", "integer", "number", "string", "array", "object",
        ];
        match &item.kind {
            Kind::Word(word) if TYPES.contains(&word.as_str()) => {
                self.types.push(word.to_uppercase())
            }
            Kind::List(word, keys) if word == "has" => self.keys.push(keys.clone()),
            Kind::Word(word) if word == "no_from" => self.from = false,
            _ => {
                return Err(
                    item.unexpected("a JSON type, `has(\"key\", ...)`, `no_from` or `unknown`")
                );
            }
        }
        Ok(())
    }

    /// The row of the plan.
    fn row(&self, tagged: bool) -> String {
        if tagged {
            return format!(
                "__model::TagArm {{ texts: &[{}], add: {} }},",
                self.texts.join(","),
                self.add_tag
            );
        }
        let types: String = self
            .types
            .iter()
            .map(|ty| format!(" | __model::Shape::{ty}"))
            .collect();
        let keys: String = self
            .keys
            .iter()
            .map(|keys| format!("&[{}],", keys.join(",")))
            .collect();
        format!("__model::Shape {{ types: 0{types}, keys: &[{keys}] }},")
    }

    fn view(&self, tag: Option<&str>) -> String {
        let name = &self.name;
        let plain = name.strip_prefix("r#").unwrap_or(name);
        match (tag, self.texts.first()) {
            (Some(tag), Some(text)) if self.add_tag => {
                format!(
                    "Self::{name}(__value) => __model::View::Tagged({plain:?}, {tag}, {text}, __value),"
                )
            }
            _ => format!("Self::{name}(__value) => __model::View::Variant({plain:?}, __value),"),
        }
    }
}

fn reflect(union: &Union<'_>) -> String {
    let Union {
        name, tag, unknown, ..
    } = union;
    let rows = union.each(|_, arm| arm.row(tag.is_some()));
    let plan = match tag {
        Some(tag) => format!("__model::Plan::Tag({tag}, &[{rows}])"),
        None => format!("__model::Plan::Shapes(&[{rows}])"),
    };
    let read = |arm: &str| format!("__model::Value::read(__input).map(Self::{arm}),");
    let reads = union.each(|index, arm| format!("{index} => {}", read(&arm.name)));
    let views = union.each(|_, arm| arm.view(tag.as_deref()));
    format!(
        "{DERIVED} impl __model::Union for {name} {{
            const PLAN: __model::Plan = {plan};
            fn arm(__arm: ::core::primitive::usize, __input: __model::In<'_>) -> __model::Result<Self> {{
                match __arm {{ {reads} _ => {} }}
            }}
        }}
        {DERIVED} impl __model::Value for {name} {{
            fn read(__input: __model::In<'_>) -> __model::Result<Self> {{ __model::read_union(__input) }}
            fn view(&self) -> __model::View<'_> {{
                match self {{ {views} Self::{unknown}(__value) => __model::View::Variant({unknown:?}, __value) }}
            }}
        }}",
        read(unknown)
    )
}

fn methods(union: &Union<'_>) -> String {
    let Union {
        name,
        visibility,
        unknown,
        ..
    } = union;
    let others = if union.arms.is_empty() {
        ""
    } else {
        "_ => ::core::option::Option::None,"
    };
    format!(
        "#[allow(deprecated)] impl {name} {{
            #[doc = \"A value that none of the other variants is for. It is written as it is.\"]
            {visibility} fn other(value: {MODEL}::Json) -> Self {{ Self::{unknown}({MODEL}::Unknown::new(value)) }}
            #[doc = \"The value, if it is none of the other variants.\"]
            {visibility} fn as_unknown(&self) -> ::core::option::Option<&{MODEL}::Json> {{
                match self {{
                    Self::{unknown}(__value) => ::core::option::Option::Some(__value.get()),
                    {others}
                }}
            }}
        }}"
    )
}

/// `From` for the payloads; for a boxed one from what is in the box, for a `String` also from a literal.
fn froms(union: &Union<'_>) -> String {
    let name = &union.name;
    let from = |arm: &Arm<'_>, ty: &str, value: &str| {
        let variant = &arm.name;
        format!(
            "{DERIVED} impl ::core::convert::From<{ty}> for {name} {{
                fn from(__value: {ty}) -> Self {{ Self::{variant}({value}) }}
            }}"
        )
    };
    union.each(|_, arm| match arm.payload.argument("Box") {
        _ if !arm.from => String::new(),
        Some(inner) => from(arm, &inner.text(), "::std::boxed::Box::new(__value)"),
        None if arm.payload.name() == "String" => {
            from(arm, &arm.payload.text(), "__value")
                + &from(
                    arm,
                    "&::core::primitive::str",
                    "::core::convert::Into::into(__value)",
                )
        }
        None => from(arm, &arm.payload.text(), "__value"),
    })
}
