//! Reading aloud: sentences and voices.

use crate::i18n::Lang;

/// A voice of the device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voice {
    /// Its name.
    pub name: String,
    /// Its language as the browser writes it: `zh-CN`, `zh_CN`, `cmn-Hans-CN`, `en-GB`.
    pub lang: String,
    /// Whether it works without a network.
    pub local: bool,
}

/// The best voice for a language, by its index; `None` where the device has none.
///
/// Mandarin as spoken on the mainland first, other Mandarin next; Cantonese reads other sounds and is not
/// taken. A voice that needs no network goes before one that does.
#[must_use]
pub fn pick(voices: &[Voice], lang: Lang) -> Option<usize> {
    let mut best: Option<(u8, usize)> = None;
    for (i, voice) in voices.iter().enumerate() {
        let Some(fit) = fitness(voice, lang) else { continue };
        let rank = fit * 2 + u8::from(!voice.local);
        if best.is_none_or(|(other, _)| rank < other) {
            best = Some((rank, i));
        }
    }
    best.map(|(_, i)| i)
}

/// How well a voice speaks a language, 0 best; `None`: not at all.
fn fitness(voice: &Voice, lang: Lang) -> Option<u8> {
    let tag = voice.lang.to_ascii_lowercase().replace('_', "-");
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    match lang {
        Lang::En => (first == "en").then(|| match parts.next() {
            Some("gb" | "us") => 0,
            _ => 1,
        }),
        Lang::Zh => {
            let region: Vec<&str> = parts.collect();
            let cantonese = region.iter().any(|r| matches!(*r, "hk" | "mo" | "yue"));
            match first {
                "zh" | "cmn" if cantonese => None,
                "zh" | "cmn" if region.contains(&"cn") || region.is_empty() => Some(0),
                "zh" | "cmn" => Some(1),
                _ => None,
            }
        }
    }
}

/// The sentences of a text, each with its marks; nothing but white space between them is lost.
#[must_use]
pub fn sentences(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut from = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let end = i + c.len_utf8();
        let next = chars.peek().map(|(_, c)| *c);
        let ends = match c {
            '。' | '！' | '？' | '；' | '…' | '\n' => true,
            // 3.5 is one number, and so is a name with a stop.
            '.' | '!' | '?' => next.is_none_or(|n| n.is_whitespace() || closes(n)),
            // The closing marks of a sentence that has just ended belong to it.
            c if closes(c) => text[..i].ends_with(['。', '！', '？', '；', '…', '.', '!', '?']),
            _ => false,
        };
        let goes_on = next.is_some_and(|n| closes(n) || matches!(n, '。' | '！' | '？' | '…'));
        if ends && !goes_on {
            push(&mut out, &text[from..end]);
            from = end;
        }
    }
    push(&mut out, &text[from..]);
    out
}

const fn closes(c: char) -> bool {
    matches!(c, '”' | '’' | '」' | '）' | ')' | '"' | '》')
}

fn push<'a>(out: &mut Vec<&'a str>, sentence: &'a str) {
    let sentence = sentence.trim();
    if !sentence.is_empty() {
        out.push(sentence);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn voices(langs: &[(&str, bool)]) -> Vec<Voice> {
        langs
            .iter()
            .map(|(l, local)| Voice { name: (*l).into(), lang: (*l).into(), local: *local })
            .collect()
    }

    #[test]
    fn voices_by_language() {
        for (langs, zh, en) in [
            (vec![], None, None),
            (vec![("de-DE", true)], None, None),
            (vec![("zh-CN", true)], Some(0), None),
            (vec![("zh-HK", true), ("zh-TW", true)], Some(1), None),
            (vec![("yue-HK", true), ("zh_HK", true)], None, None),
            (
                vec![("zh-TW", true), ("zh-CN", false), ("en-AU", true), ("en-US", false)],
                Some(1),
                Some(3),
            ),
            (vec![("zh-CN", false), ("cmn-Hans-CN", true), ("en-GB", true)], Some(1), Some(2)),
        ] {
            let all = voices(&langs);
            assert_eq!((pick(&all, Lang::Zh), pick(&all, Lang::En)), (zh, en), "{langs:?}");
        }
    }

    #[test]
    fn cuts_at_ends_of_sentences() {
        for (text, wanted) in [
            ("他来了。他走了！", vec!["他来了。", "他走了！"]),
            ("他说：“来吧。”大家都去了。", vec!["他说：“来吧。”", "大家都去了。"]),
            (
                "It rose 3.5 m. Was it St. Paul? “Yes.” Good.",
                vec!["It rose 3.5 m.", "Was it St.", "Paul?", "“Yes.”", "Good."],
            ),
            ("没有句号", vec!["没有句号"]),
            ("等等……然后呢？", vec!["等等……", "然后呢？"]),
            ("  ", vec![]),
        ] {
            assert_eq!(sentences(text), wanted, "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_is_lost(text in "[一二。！？”“ .!?a3\n]{0,30}") {
            let bare = |t: &str| t.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(bare(&sentences(&text).concat()), bare(&text));
        }
    }
}
