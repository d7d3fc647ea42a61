//! The rules there are.

use super::subject::Subject;
use crate::model::Format;
use std::fmt;

/// What a document asks of a value that no type says. `Display` says what it asks for.
///
/// Each is about one kind of values; others never break it.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Rule {
    /// `minLength`: a text has this many characters (Unicode code points) or more.
    MinLength(usize),
    /// `maxLength`: a text has this many characters (Unicode code points) or fewer.
    MaxLength(usize),
    /// `pattern`: this regular expression, in the words of the crate `regex-lite`, is found in a text.
    #[cfg(feature = "pattern")]
    Pattern(&'static str),
    /// `format: e164`: a text is a telephone number of ITU-T E.164, written with `+` and digits only.
    E164,
    /// `minimum`: a number is this or greater.
    Minimum(f64),
    /// `maximum`: a number is this or less.
    Maximum(f64),
    /// `exclusiveMinimum`: a number is greater.
    ExclusiveMinimum(f64),
    /// `exclusiveMaximum`: a number is less.
    ExclusiveMaximum(f64),
    /// `multipleOf`: a number is this, taken some whole number of times. By the texts of both: 0.07 is a multiple of 0.01.
    MultipleOf(f64),
    /// `minItems`: a list has this many elements or more.
    MinItems(usize),
    /// `maxItems`: a list has this many elements or fewer.
    MaxItems(usize),
    /// `uniqueItems`: no two elements of a list are equal.
    UniqueItems,
    /// `minProperties`: an object has this many entries or more.
    MinProperties(usize),
    /// `maxProperties`: an object has this many entries or fewer.
    MaxProperties(usize),
    /// What holds for each element of a list, each value of a map.
    Each(&'static [Rule]),
}

impl Rule {
    /// Whether `subject` breaks the rule.
    pub(super) fn refuses(&self, subject: &Subject<'_>) -> bool {
        match *self {
            Rule::MinLength(least) => subject.characters().is_some_and(|count| count < least),
            Rule::MaxLength(most) => subject.characters().is_some_and(|count| count > most),
            #[cfg(feature = "pattern")]
            Rule::Pattern(pattern) => {
                matches!(subject, Subject::Text(text) if !super::pattern::is_in(pattern, text))
            }
            Rule::E164 => matches!(subject, Subject::Text(text) if !(Format::E164.allows)(text)),
            Rule::Minimum(bound) => subject.is_below(bound),
            Rule::Maximum(bound) => subject.is_above(bound),
            Rule::ExclusiveMinimum(bound) => subject.is_below(bound) || subject.is_at(bound),
            Rule::ExclusiveMaximum(bound) => subject.is_above(bound) || subject.is_at(bound),
            Rule::MultipleOf(step) => super::multiple::is_none(subject, step),
            Rule::MinItems(least) => subject.items().is_some_and(|count| count < least),
            Rule::MaxItems(most) => subject.items().is_some_and(|count| count > most),
            Rule::UniqueItems => subject.has_twins(),
            Rule::MinProperties(least) => subject.entries().is_some_and(|count| count < least),
            Rule::MaxProperties(most) => subject.entries().is_some_and(|count| count > most),
            Rule::Each(_) => false,
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Rule::MinLength(least) => write!(f, "at least {}", counted(*least, "character")),
            Rule::MaxLength(most) => write!(f, "at most {}", counted(*most, "character")),
            #[cfg(feature = "pattern")]
            Rule::Pattern(pattern) => write!(f, "a text with the pattern {pattern:?}"),
            Rule::E164 => f.write_str(
                "a number in E.164 format: `+`, then 2 to 15 digits of which the first is not 0, and nothing else",
            ),
            Rule::Minimum(bound) => write!(f, "{bound} or more"),
            Rule::Maximum(bound) => write!(f, "{bound} or less"),
            Rule::ExclusiveMinimum(bound) => write!(f, "more than {bound}"),
            Rule::ExclusiveMaximum(bound) => write!(f, "less than {bound}"),
            Rule::MultipleOf(step) => write!(f, "a multiple of {step}"),
            Rule::MinItems(least) => write!(f, "at least {}", counted(*least, "element")),
            Rule::MaxItems(most) => write!(f, "at most {}", counted(*most, "element")),
            Rule::UniqueItems => f.write_str("no element twice"),
            Rule::MinProperties(least) => write!(f, "at least {}", counted(*least, "entry")),
            Rule::MaxProperties(most) => write!(f, "at most {}", counted(*most, "entry")),
            Rule::Each(rules) => {
                f.write_str("of each")?;
                let pieces = rules.iter().enumerate();
                pieces.into_iter().try_for_each(|(i, rule)| {
                    write!(f, "{} {rule}", if i == 0 { "" } else { "," })
                })
            }
        }
    }
}

fn counted(count: usize, what: &str) -> String {
    match (count, what.strip_suffix('y')) {
        (1, _) => format!("1 {what}"),
        (_, Some(entr)) => format!("{count} {entr}ies"),
        (_, None) => format!("{count} {what}s"),
    }
}
