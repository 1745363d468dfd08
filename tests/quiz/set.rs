//! Properties of whole sets.

use crate::oracle::{Oracle, Verdict};
use crate::support::{Raw, material};
use redmap::bundle::told::Told;
use redmap::domain::Atlas;
use redmap::engine::quiz::{Answer, Ask, Question, Scope, Spec, questions};
use redmap::i18n::Lang;
use redmap::present::quiz::shown;
use std::collections::HashSet;
use std::fmt::Write;

/// Demands of all kinds: the seed chooses among them.
fn spec(seed: u32) -> Spec {
    let scope = match seed % 12 {
        0 => Scope::Story("s-erqi-1923".into()),
        1 => Scope::Theme("yellow-river".into()),
        2 => Scope::Theme("revolution".into()),
        3 => Scope::Category("park".into()),
        4 => Scope::Category("lecture_venue".into()),
        5 => Scope::District("管城回族区".into()),
        6 => Scope::District("金水区".into()),
        _ => Scope::All,
    };
    let level = match seed % 7 {
        l @ 1..=3 => u8::try_from(l).ok(),
        _ => None,
    };
    let count = if seed.is_multiple_of(5) { 30 } else { 10 };
    Spec { seed: seed.to_string(), count, level, scope }
}

fn check(oracle: &Oracle<'_>, spec: &Spec) {
    let (told, atlas) = (oracle.told, oracle.atlas);
    let set = questions(told, atlas, spec);
    assert!(set.len() <= usize::from(spec.count));
    let mut asked = HashSet::new();
    let mut facts: HashSet<&str> = HashSet::new();
    let mut events = HashSet::new();
    for q in &set {
        let context = || format!("{}: {q:?}", spec.to_link());
        assert!(
            asked.insert(format!("{:?}", q.ask))
                || matches!(q.ask, Ask::First | Ask::Last | Ask::Outside),
            "{}",
            context()
        );
        assert!(
            (1..=3).contains(&q.level) && spec.level.is_none_or(|l| l == q.level),
            "{}",
            context()
        );
        assert!(q.answers.len() >= 2 && q.right < q.answers.len(), "{}", context());
        for (i, answer) in q.answers.iter().enumerate() {
            let expected = if i == q.right { Verdict::Right } else { Verdict::Wrong };
            assert_eq!(oracle.verdict(q, *answer), expected, "{} {answer:?}", context());
        }
        // Nothing is asked twice, whether the bundle or the generator asks it.
        let mut about: Vec<&str> = Vec::new();
        if let Ask::Item(i) = q.ask {
            about.extend(told.items[i].facts.iter().map(String::as_str));
        }
        let shown_events =
            q.answers.iter().filter_map(|a| if let Answer::Event(e) = a { Some(*e) } else { None });
        let subject = if let Ask::YearOf(e) | Ask::SameYear(e) = q.ask { Some(e) } else { None };
        for e in shown_events.chain(subject) {
            assert!(events.insert(e), "{} event {e} twice", context());
        }
        for fact in about {
            assert!(facts.insert(fact), "{} {fact} twice", context());
        }
        reads_well(told, atlas, q);
    }
    if spec.scope == Scope::All && spec.level.is_none() {
        assert_eq!(set.len(), usize::from(spec.count), "{}", spec.to_link());
    }
    assert_eq!(set, questions(told, atlas, spec), "{}", spec.to_link());
}

/// In both languages: a question, answers that all look different, a reason, a source.
fn reads_well(told: &Told, atlas: &Atlas, q: &Question) {
    for lang in [Lang::Zh, Lang::En] {
        let shown = shown(lang, told, atlas, q);
        assert!(!shown.question.is_empty() && !shown.why.is_empty(), "{q:?}");
        assert!(!shown.sources.is_empty(), "{q:?}");
        let distinct: HashSet<&String> = shown.answers.iter().collect();
        assert_eq!(distinct.len(), q.answers.len(), "{:?}", shown.answers);
        assert!(shown.answers.iter().all(|a| !a.trim().is_empty()), "{q:?}");
        let all = [&shown.question, &shown.why].into_iter().chain(&shown.answers);
        for text in all {
            assert!(!text.contains('{'), "a hole in {text}");
        }
    }
}

fn run(seeds: std::ops::Range<u32>) {
    let (raw, (told, atlas)) = (Raw::read(), material());
    let oracle = Oracle { raw: &raw, told: &told, atlas: &atlas };
    for seed in seeds {
        check(&oracle, &spec(seed));
    }
}

#[test]
fn questions_are_true_by_the_data() {
    run(0..150);
}

/// The whole of the ten thousand: `cargo test --test quiz -- --ignored`.
#[test]
#[ignore = "a minute or more"]
fn questions_are_true_by_the_data_ten_thousand_times() {
    run(0..10_000);
}

#[test]
fn every_kind_comes_up_and_no_letter_is_favoured() {
    let (told, atlas) = material();
    let (mut kinds, mut letters) = (HashSet::new(), [0; 4]);
    for seed in 0..60 {
        let spec = Spec { seed: seed.to_string(), ..Spec::default() };
        for q in questions(&told, &atlas, &spec) {
            kinds.insert(std::mem::discriminant(&q.ask));
            letters[q.right] += 1;
        }
    }
    assert_eq!(kinds.len(), 10);
    let all: u32 = letters.iter().sum();
    assert!(letters.iter().all(|n| n * 100 > all * 18), "{letters:?}");
}

#[test]
fn narrow_scopes_keep_to_their_subject() {
    let (told, atlas) = material();
    for story in &told.stories {
        let spec = Spec { scope: Scope::Story(story.id.clone()), ..Spec::default() };
        let set = questions(&told, &atlas, &spec);
        assert!(set.len() >= 5, "{}: {}", story.id, set.len());
        for q in set {
            if let Ask::Item(i) = q.ask {
                assert!(
                    told.items[i].facts.iter().any(|f| story.facts.contains(f)),
                    "{}",
                    story.id
                );
            }
        }
    }
    let none = Spec { scope: Scope::Theme("cooking".into()), ..Spec::default() };
    assert_eq!(questions(&told, &atlas, &none), []);
    assert_eq!(questions(&Told::default(), &Atlas::default(), &Spec::default()), []);
}

/// A link that is out in the world keeps its questions: change this file on purpose only.
#[test]
fn a_link_keeps_its_set() {
    let (told, atlas) = material();
    let mut out = String::new();
    for link in ["jinshui", "k7m2xq~8~2", "三班~6~0~story~s-erqi-1923"] {
        let _ = writeln!(out, "quiz={link}");
        for q in questions(&told, &atlas, &Spec::parse(link)) {
            let s = shown(Lang::Zh, &told, &atlas, &q);
            let _ = writeln!(out, "  [{}] {}", q.level, s.question);
            for (i, answer) in s.answers.iter().enumerate() {
                let _ = writeln!(out, "    {} {answer}", if i == q.right { '✓' } else { ' ' });
            }
            let _ = writeln!(out, "      {}", s.why);
        }
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/quiz/sets.txt");
    if std::env::var_os("REDMAP_UPDATE").is_some() {
        std::fs::write(path, &out).expect("written");
    }
    let golden = std::fs::read_to_string(path).unwrap_or_default();
    assert!(out == golden, "{path} differs: look at it, then REDMAP_UPDATE=1");
}
