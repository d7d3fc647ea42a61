//! What a document asks of values that no type says.

/// A rule that a client checks before it sends a value (JSON Schema 2020-12, Validation §6). Each is about one kind of
/// values.
#[derive(Clone, Debug, PartialEq)]
pub enum Rule {
    /// `minLength`, in Unicode code points.
    MinLength(usize),
    /// `maxLength`, in Unicode code points.
    MaxLength(usize),
    /// `pattern`: until `passes::rules` as the document writes it (ECMA-262), afterwards in the words of `regex-lite`.
    Pattern(String),
    /// `format: e164`
    E164,
    /// `minimum`
    Minimum(f64),
    /// `maximum`
    Maximum(f64),
    /// `exclusiveMinimum`
    ExclusiveMinimum(f64),
    /// `exclusiveMaximum`
    ExclusiveMaximum(f64),
    /// `multipleOf`, greater than 0.
    MultipleOf(f64),
    /// `minItems`
    MinItems(usize),
    /// `maxItems`
    MaxItems(usize),
    /// `uniqueItems`
    UniqueItems,
    /// `minProperties`
    MinProperties(usize),
    /// `maxProperties`
    MaxProperties(usize),
    /// What holds for each element of a list, each value of a map. Not empty; one of them at most in a list of rules.
    Each(Vec<Rule>),
}

/// The kinds of values that rules are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleKind {
    /// Texts.
    Text,
    /// Integers and other numbers.
    Number,
    /// Lists.
    List,
    /// Objects: structs and maps.
    Object,
    /// Lists and maps.
    Parts,
}

impl Rule {
    /// The kind of values it is about.
    pub fn kind(&self) -> RuleKind {
        match self {
            Rule::MinLength(_) | Rule::MaxLength(_) | Rule::Pattern(_) | Rule::E164 => {
                RuleKind::Text
            }
            Rule::Minimum(_)
            | Rule::Maximum(_)
            | Rule::ExclusiveMinimum(_)
            | Rule::ExclusiveMaximum(_)
            | Rule::MultipleOf(_) => RuleKind::Number,
            Rule::MinItems(_) | Rule::MaxItems(_) | Rule::UniqueItems => RuleKind::List,
            Rule::MinProperties(_) | Rule::MaxProperties(_) => RuleKind::Object,
            Rule::Each(_) => RuleKind::Parts,
        }
    }
}
