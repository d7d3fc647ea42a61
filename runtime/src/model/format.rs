//! What the texts of a `format` look like.
//!
//! Only strict decoding asks: reading takes any text, so that no response is lost to a format. A new format is one
//! more constant.

use super::Base64;

/// A `format` of texts (JSON Schema 2020-12, Validation §7.3).
#[derive(Debug)]
pub struct Format {
    /// The word of the document, for example `date-time`.
    pub name: &'static str,
    /// Whether a text is one of the format.
    pub allows: fn(&str) -> bool,
    /// Whether `Debug` hides texts of it wherever they stand.
    pub hidden: bool,
}

impl Format {
    /// RFC 3339 §5.6, `date-time`.
    pub const DATE_TIME: Format = Format {
        name: "date-time",
        allows: date_time,
        hidden: false,
    };
    /// RFC 3339 §5.6, `full-date`.
    pub const DATE: Format = Format {
        name: "date",
        allows: date,
        hidden: false,
    };
    /// RFC 3339 §5.6, `full-time`.
    pub const TIME: Format = Format {
        name: "time",
        allows: time,
        hidden: false,
    };
    /// RFC 3339, appendix A, `duration`.
    pub const DURATION: Format = Format {
        name: "duration",
        allows: duration,
        hidden: false,
    };
    /// RFC 9562 §4, `UUID`.
    pub const UUID: Format = Format {
        name: "uuid",
        allows: uuid,
        hidden: false,
    };
    /// A decimal number (OpenAPI Format Registry, `decimal`), written as JSON writes numbers.
    pub const DECIMAL: Format = Format {
        name: "decimal",
        allows: decimal,
        hidden: false,
    };
    /// A telephone number: ITU-T E.164 §6, written with `+` and digits only.
    pub const E164: Format = Format {
        name: "e164",
        allows: super::text::is_e164,
        hidden: true,
    };
    /// RFC 4648 §4, base64.
    pub const BYTE: Format = Format {
        name: "byte",
        allows: |text| Base64::from(text).bytes().is_some(),
        hidden: false,
    };
}

fn date_time(text: &str) -> bool {
    match text.split_once(['T', 't']) {
        Some((day, rest)) => date(day) && time(rest),
        None => false,
    }
}

fn date(text: &str) -> bool {
    let mut parts = text.split('-');
    let mut next = |width| parts.next().and_then(|part| number(part, width));
    let (Some(year), Some(month), Some(day)) = (next(4), next(2), next(2)) else {
        return false;
    };
    parts.next().is_none() && day >= 1 && day <= days(year, month)
}

/// How many days a month has; none if there is no such month.
fn days(year: u32, month: u32) -> u32 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

fn time(text: &str) -> bool {
    let Some((clock, minutes_east)) = split_offset(text) else {
        return false;
    };
    let (whole, fraction) = match clock.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (clock, None),
    };
    if fraction.is_some_and(|digits| !all_digits(digits)) {
        return false;
    }
    match whole
        .split(':')
        .map(|part| number(part, 2))
        .collect::<Vec<_>>()[..]
    {
        [Some(hour), Some(minute), Some(second)] => {
            // A leap second is the last one of a day in UTC.
            let utc = (hour as i32 * 60 + minute as i32 - minutes_east).rem_euclid(24 * 60);
            let last = if utc == 24 * 60 - 1 { 60 } else { 59 };
            hour < 24 && minute < 60 && second <= last
        }
        _ => false,
    }
}

/// A time without its offset, and the offset in minutes.
fn split_offset(text: &str) -> Option<(&str, i32)> {
    if let Some(clock) = text.strip_suffix(['Z', 'z']) {
        return Some((clock, 0));
    }
    let sign = text.rfind(['+', '-'])?;
    let (clock, offset) = text.split_at(sign);
    let (hours, minutes) = offset[1..].split_once(':')?;
    let (hours, minutes) = (number(hours, 2)?, number(minutes, 2)?);
    if hours > 23 || minutes > 59 {
        return None;
    }
    let east = (hours * 60 + minutes) as i32;
    Some((clock, if offset.starts_with('-') { -east } else { east }))
}

fn duration(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('P') else {
        return false;
    };
    if let Some(weeks) = rest.strip_suffix('W') {
        return all_digits(weeks);
    }
    match rest.split_once('T') {
        Some((days, times)) => (days.is_empty() || spans(days, "YMD")) && spans(times, "HMS"),
        None => spans(rest, "YMD"),
    }
}

/// One or more numbers, each followed by a unit; no unit is left out between two others.
fn spans(text: &str, units: &str) -> bool {
    let (mut left, mut first) = (units, true);
    for span in text.split_inclusive(|c: char| !c.is_ascii_digit()) {
        let Some((digits, unit)) = span
            .char_indices()
            .next_back()
            .map(|(at, _)| span.split_at(at))
        else {
            return false;
        };
        let Some(position) = left.find(unit) else {
            return false;
        };
        if !all_digits(digits) || (position > 0 && !first) {
            return false;
        }
        (left, first) = (&left[position + 1..], false);
    }
    !first
}

fn uuid(text: &str) -> bool {
    let mut parts = text.split('-');
    let hex = |part: &str| part.bytes().all(|byte| byte.is_ascii_hexdigit());
    let widths = [8, 4, 4, 4, 12];
    let fits = widths.iter().all(|width| {
        parts
            .next()
            .is_some_and(|part| part.len() == *width && hex(part))
    });
    fits && parts.next().is_none()
}

fn decimal(text: &str) -> bool {
    let (number, exponent) = match text.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, Some(exponent)),
        None => (text, None),
    };
    let unsigned = number.strip_prefix(['-', '+']).unwrap_or(number);
    let digits = match unsigned.split_once('.') {
        Some((whole, fraction)) => all_digits(whole) && all_digits(fraction),
        None => all_digits(unsigned),
    };
    let power = |text: &str| all_digits(text.strip_prefix(['-', '+']).unwrap_or(text));
    digits && exponent.is_none_or(power)
}

/// A number of exactly `width` digits.
fn number(text: &str, width: usize) -> Option<u32> {
    (text.len() == width && all_digits(text)).then(|| text.parse().ok())?
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::Format;

    fn check(format: &Format, yes: &[&str], no: &[&str]) {
        for text in yes {
            assert!((format.allows)(text), "{}: {text}", format.name);
        }
        for text in no {
            assert!(!(format.allows)(text), "{}: {text}", format.name);
        }
    }

    #[test]
    fn moments() {
        let yes = [
            "2026-01-31T09:30:00Z",
            "2026-01-31t09:30:00.123456789z",
            "2024-02-29T00:00:00+05:30",
            "1998-12-31T23:59:60Z",
            "1998-12-31T15:59:60.5-08:00",
        ];
        let no = [
            "",
            "2026-01-31",
            "2026-01-31 09:30:00Z",
            "2026-01-31T09:30:00",
            "2026-01-31T09:30Z",
            "2026-01-31T09:30:00+0000",
            "2026-01-31T09:30:00.Z",
            "2026-01-31T24:00:00Z",
            "2026-01-31T23:58:60Z",
            "2026-01-31T09:30:00+24:00",
            "2023-02-29T00:00:00Z",
            "2026-01-31T09:30:00Zé",
        ];
        check(&Format::DATE_TIME, &yes, &no);
    }

    #[test]
    fn days_and_times() {
        let no = [
            "2026-1-1",
            "2026-13-01",
            "2026-00-10",
            "1900-02-29",
            "20260101",
            "２026-01-01",
        ];
        check(&Format::DATE, &["2026-12-31", "2000-02-29"], &no);
        let no = [
            "09:30:00",
            "9:30:00Z",
            "09:60:00Z",
            "09:30:00 Z",
            "+01:00",
            "é",
        ];
        check(&Format::TIME, &["09:30:00Z", "09:30:00.5-01:00"], &no);
    }

    #[test]
    fn spans_of_time() {
        let yes = ["P3DT12H", "P1Y2M3DT4H5M6S", "PT36H", "P4W", "P1M", "PT0S"];
        let no = [
            "", "P", "PT", "P1DT", "P1", "1D", "P1Y2D", "PT1H2S", "P1D2H", "P1W2D", "PT1.5S",
            "P-1D", "P1é",
        ];
        check(&Format::DURATION, &yes, &no);
    }

    #[test]
    fn decimals() {
        let yes = [
            "0",
            "-12.50",
            "79228162514264337593543950336.1",
            "1e-9",
            "+3",
        ];
        check(
            &Format::DECIMAL,
            &yes,
            &["", ".5", "1.", "1,5", "0x1", "1e", "--1", "NaN"],
        );
    }

    #[test]
    fn base64() {
        check(
            &Format::BYTE,
            &["", "AAEC", "/w=="],
            &["A", "/w", "a b=", "_w=="],
        );
    }

    #[test]
    fn uuids() {
        let yes = [
            "67e55044-10b1-426f-9247-bb680e5fe0c8",
            "00000000-0000-0000-0000-00000000000F",
        ];
        let no = [
            "67e5504410b1426f9247bb680e5fe0c8",
            "67e55044-10b1-426f-9247-bb680e5fe0cg",
            "",
        ];
        check(&Format::UUID, &yes, &no);
    }
}
