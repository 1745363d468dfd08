//! Numbers as a reader of either language expects them.

use crate::domain::order;
use crate::i18n::{Key, Lang, fill};
use crate::json::decimal;

/// A distance in metres, rounded to what the eye can use: 50 m below a kilometre, 100 m above.
#[must_use]
pub fn distance(lang: Lang, metres: f64) -> String {
    if metres < 975.0 {
        let rounded = ((metres / 50.0).round() * 50.0).max(50.0);
        fill(lang, Key::Metres, &[&decimal::fixed(rounded, 0)])
    } else {
        fill(lang, Key::Kilometres, &[&decimal::fixed(metres / 1000.0, 1)])
    }
}

/// A count of bytes in KB (1 KB = 1 000 bytes).
#[must_use]
pub fn bytes(count: u64) -> String {
    format!("{} KB", count.div_ceil(1000))
}

/// A length on the scale bar: whole metres, or kilometres from 1 000 m.
#[must_use]
pub fn length(lang: Lang, metres: f64) -> String {
    if metres < 1000.0 {
        fill(lang, Key::Metres, &[&decimal::fixed(metres, 0)])
    } else {
        fill(lang, Key::Kilometres, &[&decimal::short(metres / 1000.0, 3)])
    }
}

/// Years as a range where they follow one another, as a list up to three, else from first to last.
#[must_use]
pub fn years(lang: Lang, years: &[i32]) -> String {
    let mut sorted = years.to_vec();
    order::sort_by_key(&mut sorted, |y| *y);
    sorted.dedup();
    match sorted.as_slice() {
        [] => String::new(),
        [one] => one.to_string(),
        [first, .., last] => {
            let adjacent = sorted.windows(2).all(|w| w[1] - w[0] == 1);
            if adjacent || sorted.len() > 3 {
                format!("{first}–{last}")
            } else {
                let join = if lang == Lang::Zh { "、" } else { ", " };
                sorted.iter().map(ToString::to_string).collect::<Vec<_>>().join(join)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances() {
        assert_eq!(distance(Lang::Zh, 3.0), "50 米");
        assert_eq!(distance(Lang::Zh, 160.0), "150 米");
        assert_eq!(distance(Lang::Zh, 980.0), "1.0 公里");
        assert_eq!(distance(Lang::En, 12_340.0), "12.3 km");
        assert_eq!(length(Lang::Zh, 250.0), "250 米");
        assert_eq!(length(Lang::En, 2000.0), "2 km");
        assert_eq!(bytes(86_001), "87 KB");
    }

    #[test]
    fn year_lists() {
        assert_eq!(years(Lang::Zh, &[1959, 1958]), "1958–1959");
        assert_eq!(years(Lang::Zh, &[1923, 1971]), "1923、1971");
        assert_eq!(years(Lang::En, &[1923, 1971]), "1923, 1971");
        assert_eq!(years(Lang::Zh, &[1927, 1961, 1998, 2021]), "1927–2021");
        assert_eq!(years(Lang::Zh, &[]), "");
    }
}
