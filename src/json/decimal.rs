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

/// A number with so many places (at most 9), rounded half away from zero. Like the parser it stands in for
/// 10 KB of the standard library's code and tables; beyond 9 × 10^15 units of the last place it is `0`.
#[must_use]
pub fn fixed(value: f64, places: u32) -> String {
    let unit = 10_u64.pow(places.min(9));
    #[allow(clippy::cast_precision_loss)] // at most 10^9
    let units = (value.abs() * unit as f64).round();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // checked just before
    let units = if units < 9e15 { units as u64 } else { 0 };
    let mut out = String::new();
    if value < 0.0 && units > 0 {
        out.push('-');
    }
    out.push_str(&(units / unit).to_string());
    if places > 0 {
        let rest = (units % unit).to_string();
        out.push('.');
        for _ in rest.len()..places.min(9) as usize {
            out.push('0');
        }
        out.push_str(&rest);
    }
    out
}

/// A number with at most so many places, without zeros at the end.
#[must_use]
pub fn short(value: f64, places: u32) -> String {
    let mut out = fixed(value, places);
    if out.contains('.') {
        out.truncate(out.trim_end_matches('0').trim_end_matches('.').len());
    }
    out
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

    #[test]
    fn writes_what_readers_expect() {
        assert_eq!(fixed(113.68, 5), "113.68000");
        assert_eq!(fixed(-0.004, 2), "0.00");
        assert_eq!(fixed(-1.25, 1), "-1.3");
        assert_eq!(fixed(7.6, 0), "8");
        assert_eq!(short(13.5, 2), "13.5");
        assert_eq!(short(14.0, 2), "14");
        assert_eq!(short(120.0, 0), "120");
        assert_eq!(fixed(f64::NAN, 1), "0.0");
    }

    proptest! {
        #[test]
        fn writes_within_half_a_unit(v in -1e6_f64..1e6, places in 0_u32..7) {
            let read: f64 = fixed(v, places).parse().unwrap();
            prop_assert!((read - v).abs() <= 0.5 / 10_f64.powi(places.cast_signed()) + 1e-9);
        }

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
