//! Telephone numbers as people write them.
//!
//! What is written with a country code keeps its digits: the tables only say whether there are such numbers. What is
//! written as one dials at home is completed by them. The bar is a *possible* number (the country code is assigned,
//! its numbers can be that long), not one that is in use: the ranges kept for fiction and new ranges pass.

mod error;
mod written;

pub use error::NotE164;

use super::{E164, is_e164};
use phonenumber::Metadata;
use phonenumber::country::Source;
use phonenumber::metadata::DATABASE;
use written::Written;

impl E164 {
    /// Makes one of what people write with a country code: `+1 555-123-4567`, `+44 (0)20 7946 0958`, a `tel:` link
    /// (RFC 3966).
    ///
    /// # Errors
    ///
    /// Why it is none; the number is not part of the message.
    pub fn parse(text: &str) -> Result<Self, NotE164> {
        let written = Written::read(text)?;
        match written.international {
            true => international(&written),
            false => Err(NotE164::NoCountryCode),
        }
    }

    /// The same, also of what people write at home: `020 7946 0958` in `GB`. `region` is a country's code of two letters
    /// (ISO 3166-1).
    ///
    /// # Errors
    ///
    /// Why it is none, or that there is no such region.
    pub fn parse_in(text: &str, region: &str) -> Result<Self, NotE164> {
        let id = region.to_ascii_uppercase();
        let metadata = DATABASE.by_id(&id).ok_or(NotE164::UnknownRegion)?;
        let written = Written::read(text)?;
        match written.international {
            true => international(&written),
            false => national(&written.digits, metadata, &id),
        }
    }
}

/// The digits stay what they are, but for the zero that some put in parentheses for those who dial at home.
fn international(written: &Written) -> Result<E164, NotE164> {
    let (code, national) = split(&written.digits)?;
    if written.home_zero == Some(code.len())
        && let Some(without) = national.strip_prefix('0')
        && let Ok(number) = checked(code, without)
    {
        return Ok(number);
    }
    checked(code, national)
}

/// The country code and the rest. No code is the beginning of another one.
fn split(digits: &str) -> Result<(&str, &str), NotE164> {
    let codes = (1..=3).filter_map(|length| digits.split_at_checked(length));
    let assigned = |(code, _): &(&str, &str)| !code.starts_with('0') && !owners(code).is_empty();
    codes
        .into_iter()
        .find(assigned)
        .ok_or(NotE164::UnknownCountryCode)
}

/// The countries that share a code.
fn owners(code: &str) -> Vec<&'static Metadata> {
    let code = code.parse::<u16>().unwrap_or_default();
    DATABASE.by_code(&code).unwrap_or_default()
}

/// The number, if one of the countries with the code can have one of this length.
fn checked(code: &str, national: &str) -> Result<E164, NotE164> {
    let lengths: Vec<usize> = owners(code).into_iter().flat_map(lengths).collect();
    let (least, most) = (lengths.iter().min(), lengths.iter().max());
    let length = national.len();
    if least.is_some_and(|least| length < *least) {
        return Err(NotE164::TooShort);
    }
    if most.is_some_and(|most| length > *most) {
        return Err(NotE164::TooLong);
    }
    if !lengths.is_empty() && !lengths.contains(&length) {
        return Err(NotE164::WrongLength);
    }
    let text = format!("+{code}{national}");
    match is_e164(&text) {
        true => Ok(text.into()),
        false => Err(NotE164::TooLong),
    }
}

/// How many digits numbers of a country have, without its code.
fn lengths(metadata: &Metadata) -> Vec<usize> {
    let all = metadata.descriptors();
    let kinds = [
        all.fixed_line(),
        all.mobile(),
        all.toll_free(),
        all.premium_rate(),
        all.shared_cost(),
        all.personal_number(),
        all.voip(),
        all.uan(),
    ];
    // What is said of all numbers counts those that only work without an area code.
    let known = kinds.into_iter().flatten();
    known
        .flat_map(|kind| kind.possible_length())
        .map(|length| usize::from(*length))
        .filter(|length| *length > 0)
        .collect()
}

/// A number as it is dialled within a country. What is a number there as it stands is not taken apart: a first digit
/// that looks like the trunk prefix may be part of it.
fn national(digits: &str, metadata: &Metadata, region: &str) -> Result<E164, NotE164> {
    let code = metadata.country_code().to_string();
    if metadata.descriptors().general().is_match(digits) {
        return checked(&code, digits);
    }
    let id = region.parse().map_err(|_| NotE164::UnknownRegion)?;
    let number = phonenumber::parse(Some(id), digits).map_err(|_| NotE164::NotInRegion)?;
    let (zeros, value) = (number.national().zeros(), number.national().value());
    let national = format!("{}{value}", "0".repeat(zeros.into()));
    match number.code().source() {
        // It was dialled out of the country.
        Source::Idd | Source::Plus => checked(&number.code().value().to_string(), &national),
        Source::Number | Source::Default => checked(&code, &national),
    }
}

#[cfg(test)]
mod tests;
