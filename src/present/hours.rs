//! Opening hours in words, for the part of the OSM syntax that bundles use. What is outside this part
//! is shown as written, never guessed at.

use crate::i18n::Lang;

const DAYS: [(&str, &str, &str); 7] = [
    ("Mo", "周一", "Mon"),
    ("Tu", "周二", "Tue"),
    ("We", "周三", "Wed"),
    ("Th", "周四", "Thu"),
    ("Fr", "周五", "Fri"),
    ("Sa", "周六", "Sat"),
    ("Su", "周日", "Sun"),
];

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The name of a weekday, 0 = Monday.
#[must_use]
pub fn weekday(lang: Lang, of: usize) -> &'static str {
    let (_, zh, en) = DAYS[of % 7];
    if lang == Lang::Zh { zh } else { en }
}

/// The hours in words, or as written where this small reader does not understand them.
#[must_use]
pub fn in_words(lang: Lang, osm: &str) -> String {
    let joined = if lang == Lang::Zh { "；" } else { "; " };
    let rules: Option<Vec<String>> =
        osm.split(';').map(str::trim).filter(|r| !r.is_empty()).map(|r| rule(lang, r)).collect();
    rules.filter(|r| !r.is_empty()).map_or_else(|| osm.to_owned(), |r| r.join(joined))
}

fn rule(lang: Lang, text: &str) -> Option<String> {
    if text == "24/7" {
        return Some(if lang == Lang::Zh { "全天开放" } else { "always open" }.to_owned());
    }
    let mut parts: Vec<&str> = text.split_whitespace().collect();
    let times = match parts.pop()? {
        "off" | "closed" => if lang == Lang::Zh { "不开放" } else { "closed" }.to_owned(),
        times => spans(lang, times)?,
    };
    let mut days = None;
    if let Some(last) = parts.last()
        && DAYS.iter().any(|d| last.starts_with(d.0))
    {
        days = Some(day_list(lang, last)?);
        parts.pop();
    }
    let season = if parts.is_empty() { None } else { Some(season(lang, &parts.join(" "))?) };
    let every = if lang == Lang::Zh { "每天" } else { "daily" };
    let words = [season, Some(days.unwrap_or_else(|| every.to_owned())), Some(times)];
    Some(words.into_iter().flatten().collect::<Vec<_>>().join(" "))
}

fn spans(lang: Lang, text: &str) -> Option<String> {
    let one = |span: &str| {
        let (from, to) = span.split_once('-')?;
        clock(from)?;
        clock(to)?;
        Some(format!("{from}–{to}"))
    };
    let all: Option<Vec<String>> = text.split(',').map(one).collect();
    Some(all?.join(if lang == Lang::Zh { "、" } else { ", " }))
}

fn clock(text: &str) -> Option<()> {
    let (h, m) = text.split_once(':')?;
    let (h, m): (u8, u8) = (h.parse().ok()?, m.parse().ok()?);
    (text.len() == 5 && h <= 26 && m < 60).then_some(())
}

fn day_list(lang: Lang, text: &str) -> Option<String> {
    if text == "Mo-Su" {
        return Some(if lang == Lang::Zh { "每天" } else { "daily" }.to_owned());
    }
    let name = |code: &str| {
        let d = DAYS.iter().find(|d| d.0 == code)?;
        Some(if lang == Lang::Zh { d.1 } else { d.2 })
    };
    let one = |part: &str| match part.split_once('-') {
        Some((a, b)) if lang == Lang::Zh => Some(format!("{}至{}", name(a)?, name(b)?)),
        Some((a, b)) => Some(format!("{}–{}", name(a)?, name(b)?)),
        None => name(part).map(str::to_owned),
    };
    let all: Option<Vec<String>> = text.split(',').map(one).collect();
    Some(all?.join(if lang == Lang::Zh { "、" } else { ", " }))
}

fn season(lang: Lang, text: &str) -> Option<String> {
    let point = |p: &str| {
        let mut words = p.split_whitespace();
        let name = words.next()?;
        let month = MONTHS.iter().position(|m| *m == name)? + 1;
        let day: Option<u8> = words.next().map(str::parse).transpose().ok()?;
        Some(match (lang, day) {
            (Lang::Zh, None) => format!("{month} 月"),
            (Lang::Zh, Some(d)) => format!("{month} 月 {d} 日"),
            (Lang::En, None) => name.to_owned(),
            (Lang::En, Some(d)) => format!("{d} {name}"),
        })
    };
    match text.split_once('-') {
        Some((a, b)) if lang == Lang::Zh => Some(format!("{}至 {}", point(a)?, point(b)?)),
        Some((a, b)) => Some(format!("{}–{}", point(a)?, point(b)?)),
        None => point(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_the_hours_of_the_bundle() {
        for (osm, zh, en) in [
            ("Tu-Su 09:00-17:00", "周二至周日 09:00–17:00", "Tue–Sun 09:00–17:00"),
            ("24/7", "全天开放", "always open"),
            ("Mo-Su 06:00-21:00", "每天 06:00–21:00", "daily 06:00–21:00"),
            ("09:00-17:00", "每天 09:00–17:00", "daily 09:00–17:00"),
            ("Mo,We-Su 09:00-17:00", "周一、周三至周日 09:00–17:00", "Mon, Wed–Sun 09:00–17:00"),
            (
                "Feb-Oct Tu-Su 09:00-17:30; Nov-Jan Tu-Su 09:00-17:00",
                "2 月至 10 月 周二至周日 09:00–17:30；11 月至 1 月 周二至周日 09:00–17:00",
                "Feb–Oct Tue–Sun 09:00–17:30; Nov–Jan Tue–Sun 09:00–17:00",
            ),
            (
                "May 01-Oct 08 07:30-18:00",
                "5 月 1 日至 10 月 8 日 每天 07:30–18:00",
                "1 May–8 Oct daily 07:30–18:00",
            ),
            ("Mo off", "周一 不开放", "Mon closed"),
        ] {
            assert_eq!(in_words(Lang::Zh, osm), zh);
            assert_eq!(in_words(Lang::En, osm), en);
        }
    }

    #[test]
    fn never_guesses() {
        for odd in ["PH off", "sunrise-sunset", "Mo[1] 09:00-10:00", "9-5", "Tu-Su 25:70-30:00", ""]
        {
            assert_eq!(in_words(Lang::Zh, odd), odd);
        }
    }
}
