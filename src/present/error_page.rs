//! What a person reads when the data cannot be shown: what happened, where, and the way on.

use crate::bundle::{BundleError, ProblemKind, Warning};
use crate::i18n::problems::{problem, remedy};
use crate::i18n::{Key, Lang, fill};
use crate::state::{LoadFailure, State};

/// The page shown instead of the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorPage {
    /// Small line above the title.
    pub kicker: String,
    /// What happened.
    pub title: String,
    /// What it means and what to do.
    pub lead: String,
    /// Particulars: term and text.
    pub rows: Vec<(String, String)>,
    /// Lines of the file around the mistake: number, text, whether it is the one.
    pub excerpt: Vec<(u32, String, bool)>,
    /// Whether this site's own bundle is a way on.
    pub own_bundle: bool,
    /// All of it as text to send on.
    pub as_text: String,
}

/// The page for a failure.
#[must_use]
pub fn error_page(s: &State, why: &LoadFailure) -> ErrorPage {
    let lang = s.lang;
    let t = |key: Key| key.text(lang).to_owned();
    let (title, lead, rows, excerpt) = match why {
        LoadFailure::Status { file, status } => {
            let said = fill(lang, Key::StatusCode, &[&status.to_string()]);
            let rows = vec![(t(Key::File), file.clone()), (t(Key::Problem), said)];
            (t(Key::ErrorTitleMissing), t(Key::ErrorLeadMissing), rows, vec![])
        }
        LoadFailure::Network { file } => {
            let rows = vec![(t(Key::File), file.clone()), (t(Key::Problem), t(Key::NoAnswer))];
            (t(Key::ErrorTitleNetwork), t(Key::ErrorLeadNetwork), rows, vec![])
        }
        LoadFailure::Broken(e) => broken(lang, e),
    };
    let mut page = ErrorPage {
        kicker: t(Key::ErrorKicker),
        title,
        lead,
        rows,
        excerpt,
        own_bundle: s.foreign_host.is_some(),
        as_text: String::new(),
    };
    page.as_text = as_text(&page);
    page
}

type Parts = (String, String, Vec<(String, String)>, Vec<(u32, String, bool)>);

fn broken(lang: Lang, e: &BundleError) -> Parts {
    let t = |key: Key| key.text(lang).to_owned();
    let version = matches!(e.kind, ProblemKind::UnknownVersion(_));
    let title = if version {
        t(Key::ErrorTitleVersion)
    } else {
        fill(lang, Key::ErrorTitleBroken, &[&e.file])
    };
    let lead = t(if version { Key::ErrorLeadVersion } else { Key::ErrorLeadBroken });
    let mut rows = vec![(t(Key::File), e.file.clone())];
    let place = position(lang, e.line, e.feature.as_deref(), e.field.as_deref());
    if !place.is_empty() {
        rows.push((t(Key::Place), place));
    }
    rows.push((t(Key::Problem), problem(&e.kind, lang)));
    rows.push((t(Key::Remedy), remedy(&e.kind, lang)));
    rows.retain(|r| !r.1.is_empty());
    let excerpt =
        e.excerpt.iter().map(|(n, text)| (*n, text.clone(), Some(*n) == e.line)).collect();
    (title, lead, rows, excerpt)
}

/// Line, feature and field, as far as they are known.
fn position(lang: Lang, line: Option<u32>, feature: Option<&str>, field: Option<&str>) -> String {
    let mut parts = Vec::new();
    parts.extend(line.map(|n| fill(lang, Key::Line, &[&n.to_string()])));
    parts.extend(feature.map(|f| ["“", f, "”"].concat()));
    parts.extend(field.map(|f| fill(lang, Key::Field, &[f])));
    parts.join(if lang == Lang::Zh { "，" } else { ", " })
}

/// A warning in one line: file, place, problem.
#[must_use]
pub fn finding(lang: Lang, w: &Warning) -> String {
    let place = position(lang, w.line, w.feature.as_deref(), w.field.as_deref());
    let (open, colon) = if lang == Lang::Zh { ("，", "：") } else { (", ", ": ") };
    let place = if place.is_empty() { String::new() } else { format!("{open}{place}") };
    format!("{}{place}{colon}{}", w.file, problem(&w.kind, lang))
}

fn as_text(page: &ErrorPage) -> String {
    let mut out = format!("{}\n{}\n", page.title, page.lead);
    for (term, text) in &page.rows {
        out.extend([term.as_str(), ": ", text.as_str(), "\n"]);
    }
    for (n, text, here) in &page.excerpt {
        out.extend([if *here { "> " } else { "  " }, &n.to_string(), " ", text.as_str(), "\n"]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(why: &LoadFailure, lang: Lang) -> ErrorPage {
        error_page(&State { lang, ..State::default() }, why)
    }

    #[test]
    fn names_file_line_feature_and_field() {
        let mut e = BundleError::of_file("layers/red_sites.geojson", ProblemKind::Truncated);
        e.line = Some(214);
        e.feature = Some("yanzhuang".into());
        e.field = Some("geometry".into());
        e.excerpt = vec![(213, "a".into()), (214, "b".into())];
        let page = of(&LoadFailure::Broken(Box::new(e)), Lang::Zh);
        assert_eq!(page.title, "“layers/red_sites.geojson”里有一处写错了");
        assert!(
            page.rows.contains(&("位置".into(), "第 214 行，“yanzhuang”，字段 geometry".into()))
        );
        assert_eq!(page.excerpt[1], (214, "b".into(), true));
        assert!(page.as_text.contains("> 214 b"));
    }

    #[test]
    fn tells_missing_from_unreachable_from_too_new() {
        let file = "bundle.json".to_owned();
        let missing = of(&LoadFailure::Status { file: file.clone(), status: 404 }, Lang::Zh);
        assert_eq!(missing.rows[1].1, "服务器回答 404");
        let network = of(&LoadFailure::Network { file: file.clone() }, Lang::En);
        assert_eq!(network.title, "The data could not be fetched");
        let e = BundleError::of_file(&file, ProblemKind::UnknownVersion("9".into()));
        let version = of(&LoadFailure::Broken(Box::new(e)), Lang::Zh);
        assert_eq!(version.title, "数据包的版本不合");
    }
}
