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

/// A date of the bundle, `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or two with a slash between, in words; what
/// is no date stays as it is.
#[must_use]
pub fn date(lang: Lang, written: &str) -> String {
    let one = |text: &str| -> Option<String> {
        let mut parts = text.split('-').map(str::parse::<usize>);
        let (year, month, day) = (parts.next()?.ok()?, parts.next(), parts.next());
        let month = month.transpose().ok()?;
        let day = day.transpose().ok()?;
        let (y, m, d) = (year.to_string(), month.unwrap_or(0), day.unwrap_or(0).to_string());
        Some(match (lang, month, day) {
            (Lang::Zh, None, _) => [&y, " 年"].concat(),
            (Lang::Zh, Some(m), None) => [&y, " 年 ", &m.to_string(), " 月"].concat(),
            (Lang::Zh, Some(m), Some(_)) => {
                [&y, " 年 ", &m.to_string(), " 月 ", &d, " 日"].concat()
            }
            (Lang::En, None, _) => y,
            (Lang::En, Some(_), None) => [*MONTHS.get(m)?, " ", &y].concat(),
            (Lang::En, Some(_), Some(_)) => [d.as_str(), " ", *MONTHS.get(m)?, " ", &y].concat(),
        })
    };
    let (from, to) = written.split_once('/').map_or((written, None), |(a, b)| (a, Some(b)));
    match (one(from), to.map(one)) {
        (Some(from), None) => from,
        (Some(from), Some(Some(to))) => {
            // The year is said once.
            let year = written.get(..4).unwrap_or_default();
            let zh = [year, " 年 "].concat();
            match lang {
                Lang::Zh => [&from, "至 ", to.strip_prefix(&zh).unwrap_or(&to)].concat(),
                Lang::En => {
                    let short = [" ", year].concat();
                    let same = to.ends_with(&short) && from.len() > 4;
                    let from =
                        if same { from.strip_suffix(&short).unwrap_or(&from) } else { &from };
                    [from, " – ", &to].concat()
                }
            }
        }
        _ => written.to_owned(),
    }
}

const MONTHS: [&str; 13] = [
    "",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

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
    fn dates_in_words() {
        for (written, zh, en) in [
            ("1954", "1954 年", "1954"),
            ("1954-10", "1954 年 10 月", "October 1954"),
            ("1923-02-01", "1923 年 2 月 1 日", "1 February 1923"),
            (
                "1958-11-02/1958-11-10",
                "1958 年 11 月 2 日至 11 月 10 日",
                "2 November – 10 November 1958",
            ),
            ("1952-08/1953-02", "1952 年 8 月至 1953 年 2 月", "August 1952 – February 1953"),
            ("then", "then", "then"),
        ] {
            assert_eq!(date(Lang::Zh, written), zh);
            assert_eq!(date(Lang::En, written), en);
        }
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
