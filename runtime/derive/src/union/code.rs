//! What is written for a union.

use super::{Arm, Union};
use crate::doors::{DERIVED, MODEL};

pub(super) fn reflect(union: &Union<'_>) -> String {
    let Union {
        name, tag, unknown, ..
    } = union;
    let rows = union.each(|_, arm| arm.row(tag.is_some()));
    let plan = match tag {
        Some(tag) => format!(
            "{MODEL}::Plan::Tag(&{MODEL}::Tags {{ property: {tag}, at: {}, itself: &[{}], arms: &[{rows}] }})",
            union.at,
            union.itself.join(",")
        ),
        None => format!("{MODEL}::Plan::Shapes(&[{rows}])"),
    };
    let read = |arm: &str| format!("{MODEL}::Value::read(__input).map(Self::{arm}),");
    let reads = union.each(|index, arm| format!("{index} => {}", read(&arm.name)));
    let views = union.each(|_, arm| arm.view(tag.as_deref()));
    format!(
        "{DERIVED} impl {MODEL}::Union for {name} {{
            const PLAN: {MODEL}::Plan = {plan};
            fn arm(__arm: ::core::primitive::usize, __input: {MODEL}::In<'_>) -> {MODEL}::Result<Self> {{
                match __arm {{ {reads} _ => {} }}
            }}
        }}
        {DERIVED} impl {MODEL}::Blank for {name} {{
            const BLANK: Self = Self::{unknown}({MODEL}::Blank::BLANK);
        }}
        {DERIVED} impl {MODEL}::Value for {name} {{
            fn read(__input: {MODEL}::In<'_>) -> {MODEL}::Result<Self> {{ {MODEL}::read_union(__input) }}
            fn fill(&mut self, __input: {MODEL}::In<'_>) -> {MODEL}::Result<()> {{ {MODEL}::refill(self, __input) }}
            fn view(&self) -> {MODEL}::View<'_> {{
                match self {{ {views} Self::{unknown}(__value) => {MODEL}::View::Variant({unknown:?}, __value) }}
            }}
        }}",
        read(unknown)
    )
}

pub(super) fn methods(union: &Union<'_>) -> String {
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
        "impl {name} {{
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
pub(super) fn froms(union: &Union<'_>) -> String {
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

impl Arm<'_> {
    /// The row of the plan.
    fn row(&self, tagged: bool) -> String {
        if tagged {
            let plain = self.plain();
            return format!(
                "{MODEL}::TagArm {{ texts: &[{}], add: {}, otherwise: {}, fits: {}, name: {plain:?} }},",
                self.texts.join(","),
                self.add_tag,
                self.otherwise,
                self.fits
            );
        }
        let types: String = self
            .types
            .iter()
            .map(|ty| format!(" | {MODEL}::Shape::{ty}"))
            .collect();
        let keys: String = self
            .keys
            .iter()
            .map(|keys| format!("&[{}],", keys.join(",")))
            .collect();
        format!("{MODEL}::Shape {{ types: 0{types}, keys: &[{keys}] }},")
    }

    /// The name without what makes a keyword of it an identifier.
    fn plain(&self) -> &str {
        self.name.strip_prefix("r#").unwrap_or(&self.name)
    }

    fn view(&self, tag: Option<&str>) -> String {
        let name = &self.name;
        let plain = self.plain();
        match (tag, self.texts.first()) {
            (Some(tag), Some(text)) if self.add_tag => {
                format!(
                    "Self::{name}(__value) => {MODEL}::View::Tagged(&{MODEL}::Tag {{ name: {plain:?}, property: {tag}, text: {text} }}, __value),"
                )
            }
            _ => format!("Self::{name}(__value) => {MODEL}::View::Variant({plain:?}, __value),"),
        }
    }
}
