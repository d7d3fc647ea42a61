//! `multipleOf`, by the decimal texts of both numbers: 0.07 is a multiple of 0.01, though no float says so.

use super::subject::Subject;

/// Whether a number is certainly no multiple of `step`.
pub(super) fn is_none(subject: &Subject<'_>, step: f64) -> bool {
    let (number, float) = match *subject {
        Subject::Integer(number) => (Decimal::of_integer(number), None),
        Subject::Float(number) => (Decimal::of(number), Some(number)),
        _ => return false,
    };
    let (Some(number), Some(step_text)) = (number, Decimal::of(step)) else {
        return false;
    };
    !number.is_multiple_of(step_text) && !float.is_some_and(|number| is_near(number / step))
}

/// Whether what a sum of floats leaves behind explains the difference: 0.1 + 0.2 is meant to be a multiple of 0.1.
fn is_near(quotient: f64) -> bool {
    let whole = quotient.round();
    whole != 0.0 && (quotient - whole).abs() <= quotient.abs() * 4.0 * f64::EPSILON
}

/// `digits` times ten to the power of `exponent`. The sign does not matter here.
#[derive(Clone, Copy)]
struct Decimal {
    digits: u64,
    exponent: i32,
}

impl Decimal {
    /// The shortest text that means this float. `None`: it is not finite.
    fn of(number: f64) -> Option<Self> {
        let text = format!("{:e}", number.abs());
        let (mantissa, exponent) = text.split_once('e')?;
        let fraction = mantissa
            .split_once('.')
            .map_or("", |(_, fraction)| fraction);
        let digits = mantissa.replace('.', "").parse().ok()?;
        let exponent = exponent.parse::<i32>().ok()? - i32::try_from(fraction.len()).ok()?;
        Some(Self { digits, exponent })
    }

    fn of_integer(number: i128) -> Option<Self> {
        Some(Self {
            digits: u64::try_from(number.unsigned_abs()).ok()?,
            exponent: 0,
        })
    }

    fn is_multiple_of(self, step: Self) -> bool {
        if self.digits == 0 || step.digits == 0 {
            return true;
        }
        let (digits, step_digits) = (u128::from(self.digits), u128::from(step.digits));
        let places = self.exponent - step.exponent;
        if places >= 0 {
            // Each factor is less than 2^64.
            let tens = (0..places).fold(1, |power, _| power * 10 % step_digits);
            return (digits % step_digits) * tens % step_digits == 0;
        }
        // A step that is too large is larger than the number.
        let tens = 10_u128.checked_pow(places.unsigned_abs());
        let step = tens.and_then(|tens| tens.checked_mul(step_digits));
        step.is_some_and(|step| digits % step == 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reads_as_a_multiple_is_one() {
        // Every price from 0.01 to 1000.00.
        for cents in 0..=100_000_u32 {
            let price: f64 = format!("{}.{:02}", cents / 100, cents % 100)
                .parse()
                .expect("a number");
            assert!(!is_none(&Subject::Float(price), 0.01), "{price}");
            let off = f64::from(cents) + 0.005;
            assert!(is_none(&Subject::Float(off), 0.01), "{off}");
        }
    }

    #[test]
    fn sums_of_floats_are_what_they_are_meant_to_be() {
        assert!(!is_none(&Subject::Float(0.1 + 0.2), 0.1));
        assert!(!is_none(&Subject::Float((0..10).map(|_| 0.1).sum()), 0.1));
        assert!(!is_none(&Subject::Float(-(0.1 + 0.2)), 0.1));
    }

    #[test]
    fn table() {
        let float = |number, step| is_none(&Subject::Float(number), step);
        let integer = |number, step| is_none(&Subject::Integer(number), step);
        for (number, step, none) in [
            (0.0, 0.01, false),
            (-0.0, 3.0, false),
            (4.5, 1.5, false),
            (4.6, 1.5, true),
            (1e300, 1e-300, false),
            (1e-300, 1e300, true),
            (1e-20, 0.01, true),
            (0.015, 0.01, true),
            (f64::MAX, 1.0, false),
            (f64::NAN, 1.0, false),
            (f64::INFINITY, 1.0, false),
        ] {
            assert_eq!(float(number, step), none, "{number} {step}");
        }
        for (number, step, none) in [
            (15, 5.0, false),
            (16, 5.0, true),
            (-15, 5.0, false),
            (-16, 5.0, true),
            (3, 0.5, false),
            (3, 2.0, true),
            (3, 0.7, true),
            (7, 0.7, false),
            // A float could not tell it from its neighbour.
            (9_007_199_254_740_993, 2.0, true),
            (i128::from(u64::MAX), 5.0, false),
            (i128::from(u64::MAX), 1e30, true),
            (10_i128.pow(18), 1e18, false),
        ] {
            assert_eq!(integer(number, step), none, "{number} {step}");
        }
    }
}
