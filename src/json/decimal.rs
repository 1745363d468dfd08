//! Decimal numbers as files and links write them.
//!
//! The standard library's parser is exact for every input and brings 16 KB of tables for it. Coordinates
//! and the like have at most 15 digits; for those, one division of two exact numbers is exact as well
//! (W. D. Clinger, "How to read floating point numbers accurately", 1990). Longer ones come out within
//! two units in the last place.

/// Powers of ten that a double holds exactly: 10^0 … 10^22.
const EXACT: i32 = 22;

/// The finite number of a decimal text such as `-1.5e1`; `None` for anything else.
#[must_use]
pub fn parse(text: &str) -> Option<f64> {
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    let (digits, written) = match rest.find(['e', 'E']) {
        Some(at) => (&rest[..at], rest[at + 1..].parse::<i32>().ok()?),
        None => (rest, 0),
    };
    let (mut mantissa, mut exponent, mut point, mut seen) = (0_u64, written, false, false);
    for b in digits.bytes() {
        match b {
            b'0'..=b'9' => {
                seen = true;
                // Beyond 18 digits only the size of the number matters.
                if mantissa < 100_000_000_000_000_000 {
                    mantissa = mantissa * 10 + u64::from(b - b'0');
                    exponent = exponent.saturating_sub(i32::from(point));
                } else {
                    exponent = exponent.saturating_add(i32::from(!point));
                }
            }
            b'.' if !point => point = true,
            _ => return None,
        }
    }
    let value = sign * scaled(mantissa, exponent);
    (seen && value.is_finite()).then_some(value)
}

/// `mantissa` × 10^`exponent`.
fn scaled(mantissa: u64, exponent: i32) -> f64 {
    #[allow(clippy::cast_precision_loss)] // exact below 2^53, and nearest above
    let mut value = mantissa as f64;
    // A double ends at 10^308: steps beyond it change nothing any more.
    let mut left = exponent.clamp(-400, 400);
    while left != 0 {
        let step = left.clamp(-EXACT, EXACT);
        let power = (0..step.abs()).fold(1.0_f64, |p, _| p * 10.0);
        value = if step < 0 { value / power } else { value * power };
        left -= step;
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_what_files_write() {
        for text in ["113.698301", "-0", "34.7", "1e3", "-1.5E+2", "0.1", "1.", ".5", "+7"] {
            assert_eq!(parse(text), text.parse().ok(), "{text}");
        }
        for text in ["", "-", ".", "e5", "1e", "1.2.3", "0x10", "NaN", "inf", "1e999", " 1", "1,5"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(parse("1e-999"), Some(0.0));
    }

    proptest! {
        #[test]
        fn is_exact_for_coordinates(steps in -18_000_000_000_i64..18_000_000_000) {
            let text = format!("{}.{:08}", steps / 100_000_000, (steps % 100_000_000).abs());
            prop_assert_eq!(parse(&text), text.parse().ok());
        }

        #[test]
        fn is_close_for_anything(v in any::<f64>().prop_filter("finite", |v| v.is_normal())) {
            let text = format!("{v:e}");
            let read = parse(&text).expect("a number");
            prop_assert!((read / v - 1.0).abs() < 1e-14, "{text}: {read:e}");
        }
    }
}
