//! Why a text is no number.

use std::fmt;

/// Why a text is no telephone number with a country code. Neither `Debug` nor `Display` shows the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotE164 {
    /// There is no digit.
    Empty,
    /// There is a letter or another character that is no part of a number.
    OtherCharacters,
    /// It has an extension or a subaddress, which E.164 cannot say.
    Extension,
    /// It has no country code: no `+` in front.
    NoCountryCode,
    /// No country has this code.
    UnknownCountryCode,
    /// Its country has no numbers that short.
    TooShort,
    /// Its country, or E.164, has no numbers that long.
    TooLong,
    /// Its country has shorter and longer numbers.
    WrongLength,
    /// There is no region of this name.
    UnknownRegion,
    /// It is no number of the region.
    NotInRegion,
}

impl fmt::Display for NotE164 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            NotE164::Empty => "the number has no digit",
            NotE164::OtherCharacters => {
                "the number has a letter or another character that belongs to no number"
            }
            NotE164::Extension => "the number has an extension, which cannot be dialled with it",
            NotE164::NoCountryCode => "the number has no country code: it begins with `+`",
            NotE164::UnknownCountryCode => "no country has the country code of the number",
            NotE164::TooShort => "the number is too short for its country",
            NotE164::TooLong => "the number is too long for its country",
            NotE164::WrongLength => "the numbers of its country are shorter or longer",
            NotE164::UnknownRegion => "there is no region of this code; `GB` is one",
            NotE164::NotInRegion => "this is no number of the region",
        })
    }
}

impl std::error::Error for NotE164 {}
