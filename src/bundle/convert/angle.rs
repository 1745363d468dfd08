//! Longitudes and latitudes as people write them: decimals, or degrees, minutes and seconds.

/// A value in degrees, and which of the two it says it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Angle {
    /// Degrees; west and south negative.
    pub degrees: f64,
    /// Whether a letter or word says that it is a latitude (`Some(true)`) or longitude.
    pub is_latitude: Option<bool>,
}

/// Reads `113.66`, `113°39′37.5″E`, `东经113度39分37.5秒`, `113 39 37.5`, `N34°45.2'` and the like.
#[must_use]
pub fn parse_angle(text: &str) -> Option<Angle> {
    let text: String = text.trim().chars().map(half_width).collect();
    // Also 1.136604E+02, as spreadsheets write numbers they find too long.
    if let Some(degrees) = text.parse().ok().filter(|v: &f64| v.is_finite()) {
        return Some(Angle { degrees, is_latitude: None });
    }
    let mut is_latitude = None;
    let mut negative = false;
    let mut numbers: Vec<f64> = Vec::new();
    let mut digits = String::new();
    let mut fraction_seen = false;
    let mut letter_behind = false;
    for c in text.chars().chain([' ']) {
        if c.is_ascii_digit() || (c == '.' && !digits.contains('.')) {
            digits.push(c);
            continue;
        }
        if !digits.is_empty() {
            // Only the last part may have a fraction: 113.5°20′ is nonsense, and so is 113E39.
            if fraction_seen || letter_behind {
                return None;
            }
            fraction_seen = digits.contains('.');
            numbers.push(digits.parse().ok()?);
            digits.clear();
        }
        letter_behind |= c.is_ascii_alphabetic() && !numbers.is_empty();
        match c {
            'N' | 'n' | '北' => is_latitude = Some(true),
            'S' | 's' | '南' => (is_latitude, negative) = (Some(true), true),
            'E' | 'e' | '东' => is_latitude = Some(false),
            'W' | 'w' | '西' => (is_latitude, negative) = (Some(false), true),
            '-' | '−' if numbers.is_empty() => negative = true,
            '+' if numbers.is_empty() => {}
            '°' | '度' | 'º' | '˚' | '′' | '\'' | '’' | '‘' | '分' | '″' | '"' | '”' | '“'
            | '秒' | '经' | '纬' | ' ' | ':' => {}
            _ => return None,
        }
    }
    let [degrees, minutes, seconds] = match *numbers.as_slice() {
        [d] => [d, 0.0, 0.0],
        [d, m] => [d, m, 0.0],
        [d, m, s] => [d, m, s],
        _ => return None,
    };
    if minutes >= 60.0 || seconds >= 60.0 {
        return None;
    }
    let value = degrees + minutes / 60.0 + seconds / 3600.0;
    Some(Angle { degrees: if negative { -value } else { value }, is_latitude })
}

/// Full-width digits, letters and signs as their plain forms.
fn half_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xff01 + 0x21).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn degrees(text: &str) -> Option<f64> {
        parse_angle(text).map(|a| a.degrees)
    }

    #[test]
    fn reads_decimals() {
        assert_eq!(degrees(" 113.660413 "), Some(113.660_413));
        assert_eq!(degrees("-0.5"), Some(-0.5));
        assert_eq!(degrees("１１３．６"), Some(113.6));
        assert_eq!(degrees("113.66°"), Some(113.66));
        assert_eq!(degrees("113.66E"), Some(113.66));
        assert_eq!(degrees("1.136604E+02"), Some(113.6604));
    }

    #[test]
    fn reads_degrees_minutes_seconds() {
        let wanted = 113.0 + 39.0 / 60.0 + 37.5 / 3600.0;
        for text in [
            "113°39′37.5″",
            "113°39'37.5\"E",
            "E113°39’37.5”",
            "东经113度39分37.5秒",
            "113 39 37.5",
            "113:39:37.5",
            "113º 39' 37.5\" e",
        ] {
            let value = degrees(text).unwrap_or_default();
            assert!((value - wanted).abs() < 1e-12, "{text} {value}");
        }
        assert_eq!(degrees("N34°45.6'"), Some(34.76));
        assert_eq!(degrees("33°30′S"), Some(-33.5));
        assert_eq!(parse_angle("北纬34度").map(|a| a.is_latitude), Some(Some(true)));
        assert_eq!(parse_angle("34").map(|a| a.is_latitude), Some(None));
    }

    #[test]
    fn refuses_the_rest() {
        for text in [
            "",
            "不详",
            "113.6,34.7",
            "113°75′",
            "113°39′60″",
            "1 2 3 4",
            "113.5°20′",
            "113..6",
            "--",
        ] {
            assert_eq!(degrees(text), None, "{text}");
        }
    }
}
