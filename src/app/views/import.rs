//! Bringing a file along: choosing it, its datum, its findings, and the layers it led to.

use crate::app::parts::drawing::svg;
use crate::app::parts::el::text;
use crate::app::parts::{El, button, el, glyph, line_icon, notice_box};
use crate::app::{drop, intake};
use crate::bundle::intake::wire::{DATUMS, number};
use crate::bundle::intake::{Refusal, Row, Stage, Verdict};
use crate::domain::Datum;
use crate::i18n::words::ImportKey as T;
use crate::i18n::{Key, Lang, fill_in};
use crate::present::shapes::{self, Icon};
use crate::state::import::{self, Import, Own, Step};
use crate::state::{Action, Edit, State};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What can be read, for the browser's file dialog.
const ACCEPT: &str = ".geojson,.json,.csv,.tsv,.txt,.xlsx,.xlsm,.gpx,.kml";

/// An arrow onto a sheet.
const DOWN: &str = "M12 3.500v11M7.500 10l4.500 4.500 4.500-4.500M4 16.500V20h16v-3.500";

/// The panel in the place of the list.
pub fn panel(s: &State, on: &Callback<Action>) -> El {
    let (lang, import) = (s.lang, import::of(s));
    let close = {
        let on = on.clone();
        let over = !matches!(import.step, Step::Choose);
        Callback::from(move |_: MouseEvent| {
            intake::stop();
            if over {
                on.emit(Edit::new(import::stop));
            }
            on.emit(Action::Import(false));
        })
    };
    let head = el("div")
        .class("cardbar")
        .put(el("h2").at("tabindex", "-1").word(T::Title.text(lang)))
        .put(
            button("icb", close)
                .at("aria-label", Key::Close.text(lang))
                .put(glyph(Icon::Close, 20)),
        );
    let (key, body) = match &import.step {
        Step::Choose => ("choose", choose(s, &import, None, on)),
        Step::Refused(why) => ("choose", choose(s, &import, Some(why), on)),
        Step::Working(stage, percent) => ("work", working(lang, &import, *stage, *percent, on)),
        Step::Asking => ("ask", asking(lang, &import, on)),
        Step::Judged { from, errors_only } => {
            ("found", judged(s, &import, *from, *errors_only, on))
        }
    };
    let wide = matches!(import.step, Step::Judged { .. });
    el("aside")
        .key("import")
        .class_if("panel imp", wide, "broad")
        .at("role", "region")
        .label(T::Title.text(lang))
        .put(head)
        .put(el("div").class("scroll").key(key).put(body))
}

/// What is shown while a file is dragged over the page.
pub fn target(lang: Lang) -> El {
    el("div").class("drop").at("role", "status").put(
        el("div")
            .class("drop-in")
            .put(sheet_picture())
            .put(el("p").class("drop-t").word(T::Drop.text(lang)))
            .put(el("p").word(T::Formats.text(lang))),
    )
}

/// A sheet with a marker on it.
fn sheet_picture() -> El {
    let path = |class, d| el("path").class(class).at("d", d);
    svg("pic", 120, 92, "0 0 120 92")
        .put(path("paper", "M6 10 42 2v76L6 88zM42 2l36 10v76L42 78zM78 12l36-8v76l-36 8z"))
        .put(path("way", "M14 60c14-2 12-18 26-18s16 22 30 18 18-20 36-24"))
        .put(path(
            "pin-b",
            "M60 14c11 0 17 8 17 17 0 11-11 17-17 29-6-12-17-18-17-29 0-9 6-17 17-17z",
        ))
        .put(path("pin-a", "M60 22v14M54 30.500l6 6 6-6"))
}

/// The layers that were imported.
#[must_use]
pub fn own(s: &State, on: &Callback<Action>) -> Option<El> {
    let import = import::of(s);
    if import.layers.is_empty() {
        return None;
    }
    let lang = s.lang;
    let one = |own: &Own| {
        let (on, category) = (on.clone(), own.category.clone());
        let press = Callback::from(move |_: MouseEvent| {
            let category = category.clone();
            on.emit(Edit::new(move |s| import::remove(s, &category)));
        });
        el("li")
            .key(own.category.wire())
            .put(el("b").at("lang", "zh").text(&own.file))
            .put(el("span").class("num").text(&count(lang, T::Places, own.count)))
            .put(
                button("btn tiny", press)
                    .label(&fill_in(T::RemoveThis.text(lang), &[&own.file]))
                    .word(T::Remove.text(lang)),
            )
    };
    Some(
        el("section")
            .class("own")
            .label(T::Own.text(lang))
            .put(el("h2").class("grp").word(T::Own.text(lang)))
            .put(el("ul").all(&import.layers, one)),
    )
}

fn choose(s: &State, import: &Import, why: Option<&Refusal>, on: &Callback<Action>) -> El {
    let lang = s.lang;
    let template = |ending: &'static str, words: T| {
        el("a")
            .class("btn sm")
            .attr("href", &["assets/templates/places.", ending].concat())
            .at("download", "")
            .word(words.text(lang))
    };
    let name = if why.is_some() { T::Another } else { T::Choose };
    let zone = el("div")
        .class("zone")
        .put(sheet_picture())
        .put(el("p").word(T::Lead.text(lang)))
        .put(picker(lang, name, on))
        .put(el("p").class("hint").word(T::Formats.text(lang)));
    let templates = el("div")
        .class("tpl")
        .put(el("p").word(T::Template.text(lang)))
        .put(template("xlsx", T::TemplateXlsx))
        .put(template("csv", T::TemplateCsv));
    el("div")
        .class("imp-in")
        .maybe(why.map(|why| refused(lang, import, why)))
        .put(zone)
        .put(templates)
        .put(el("p").class("hint").word(T::Private.text(lang)))
        .maybe(own(s, on))
}

/// The button that opens the browser's file dialog.
fn picker(lang: Lang, words: T, on: &Callback<Action>) -> El {
    let on = on.clone();
    let chosen = Callback::from(move |e: Event| {
        let Some(field) = e.target_dyn_into::<HtmlInputElement>() else { return };
        if let Some(files) = field.files() {
            drop::bring(files, &on);
        }
    });
    el("label")
        .class("btn pri pick")
        .put(el("input").class("pick-f").at("type", "file").at("accept", ACCEPT).on_change(chosen))
        .put(line_icon(DOWN, 18))
        .put(el("span").word(words.text(lang)))
}

fn refused(lang: Lang, import: &Import, why: &Refusal) -> El {
    let title = if import.file.is_empty() {
        T::RefusedPlain.text(lang).to_owned()
    } else {
        fill_in(T::Refused.text(lang), &[&import.file])
    };
    let stop = if lang == Lang::Zh { "。" } else { "" };
    let end = |words: &str| {
        let bare = words.trim_end_matches('。');
        [bare, stop].concat()
    };
    let mut what = end(lang.pick(&why.what));
    if why.line > 0 {
        let line = fill_in(T::Line.text(lang), &[&why.line.to_string()]);
        what = [line.as_str(), if lang == Lang::Zh { "：" } else { ": " }, &what].concat();
    }
    let more = vec![
        el("p").text(&end(lang.pick(&why.todo))),
        el("p").class("hint").word(T::Unchanged.text(lang)),
    ];
    el("div").at("role", "alert").put(notice_box(true, &title, &what, more))
}

fn working(lang: Lang, import: &Import, stage: Stage, percent: u8, on: &Callback<Action>) -> El {
    let words = match stage {
        Stage::Reading => T::Reading,
        Stage::Converting => T::Converting,
        Stage::Checking => T::Checking,
        Stage::Adding => T::Adding,
    };
    let cancel = {
        let on = on.clone();
        Callback::from(move |_: MouseEvent| {
            intake::stop();
            on.emit(Edit::new(import::stop));
        })
    };
    let percent = percent.to_string();
    el("div")
        .class("imp-in work")
        .put(el("p").class("file").text(&import.file))
        .put(el("p").at("role", "status").word(words.text(lang)))
        .put(el("progress").at("max", "100").attr("value", &percent).label(words.text(lang)))
        .put(button("btn", cancel).word(T::Cancel.text(lang)))
}

fn asking(lang: Lang, import: &Import, on: &Callback<Action>) -> El {
    let q = &import.question;
    let numbers = [q.count.to_string(), q.placed.to_string()];
    let lead = fill_in(T::AskLead.text(lang), &[&import.file, &numbers[0], &numbers[1]]);
    let choices = el("div")
        .class("data")
        .at("role", "group")
        .label(T::Ask.text(lang))
        .all(DATUMS, |datum| choice(lang, import, datum, on));
    let check = {
        let (on, datum) = (on.clone(), import.datum);
        Callback::from(move |_: MouseEvent| {
            if let Some(datum) = datum {
                intake::check(datum, &on);
            }
        })
    };
    let ready = import.datum.is_some();
    el("div")
        .class("imp-in")
        .put(el("h3").word(T::Ask.text(lang)))
        .put(el("p").class("hint").text(&lead))
        .put(choices)
        .put(looking(lang, import, on))
        .put(
            el("div")
                .class("go")
                .put(button("btn pri", check).flag("disabled", !ready).word(T::Check.text(lang)))
                .maybe((!ready).then(|| el("p").class("hint").word(T::ChooseFirst.text(lang)))),
        )
}

fn choice(lang: Lang, import: &Import, datum: Datum, on: &Callback<Action>) -> El {
    let q = &import.question;
    let (name, used) = match datum {
        Datum::Wgs84 => ("WGS-84", T::Wgs),
        Datum::Gcj02 => ("GCJ-02", T::Gcj),
        Datum::Bd09 => ("BD-09", T::Bd),
    };
    let press = on.reform(move |_: MouseEvent| Edit::new(move |s| import::choose(s, datum)));
    let on_it = import.datum == Some(datum);
    let (class, letter) = shapes::datum(datum);
    let sign = el("i")
        .attr("class", &["dot ", class, if on_it { " on" } else { "" }].concat())
        .hidden()
        .put(el("b").word(letter));
    let fits = (q.known > 0).then(|| {
        let numbers = [q.known.to_string(), q.fitting[number(datum)].to_string()];
        el("small").class("num").text(&fill_in(T::Fits.text(lang), &[&numbers[0], &numbers[1]]))
    });
    let likely =
        (q.seems == Some(datum)).then(|| el("span").class("tag").word(T::Likely.text(lang)));
    button("datum", press).at("aria-pressed", if on_it { "true" } else { "false" }).put(sign).put(
        el("span")
            .put(el("b").word(name))
            .maybe(likely)
            .put(el("small").word(used.text(lang)))
            .maybe(fits),
    )
}

/// What leads the map from one sample to the next.
fn looking(lang: Lang, import: &Import, on: &Callback<Action>) -> El {
    let samples = &import.question.samples;
    if samples.is_empty() {
        return el("p").class("hint").word(T::AskNothing.text(lang));
    }
    let go =
        |at: Option<usize>| on.reform(move |_: MouseEvent| Edit::new(move |s| import::look(s, at)));
    let next = import.look.map_or(0, |i| (i + 1) % samples.len());
    let words = if import.look.is_none() { T::Near } else { T::NextOne };
    let mut out =
        el("div").class("look").put(button("btn sm", go(Some(next))).word(words.text(lang)));
    if let Some(sample) = import.look.and_then(|i| samples.get(i)) {
        out = out.put(button("btn sm ghost", go(None)).word(T::AllOfThem.text(lang))).put(
            el("p")
                .class("hint")
                .at("role", "status")
                .text(&fill_in(T::Looking.text(lang), &[&sample.name])),
        );
    }
    out
}

fn judged(s: &State, import: &Import, from: u32, errors_only: bool, on: &Callback<Action>) -> El {
    let lang = s.lang;
    let v = &import.verdict;
    let mut sum = el("div").class("sum");
    if v.kept == 0 {
        sum = sum.put(
            el("p").at("role", "alert").word(T::NoneKept.text(lang)).word(T::Unchanged.text(lang)),
        );
    } else {
        sum = sum.put(el("p").class("ok").text(&count(lang, T::Kept, v.kept as usize)));
    }
    if v.left_out > 0 {
        sum = sum.put(el("p").class("bad").text(&count(lang, T::LeftOut, v.left_out as usize)));
    }
    let add = {
        let (on, s) = (on.clone(), s.clone());
        Callback::from(move |_: MouseEvent| intake::add(&s, &on))
    };
    let back = on.reform(|_: MouseEvent| Edit::new(import::ask_again));
    let mut go = el("div").class("go");
    if v.kept > 0 {
        go = go.put(button("btn pri", add).word(T::Add.text(lang)));
    }
    go = go.put(button("btn", back).word(T::Back.text(lang)));
    if v.kept == 0 {
        go = go.put(picker(lang, T::Another, on));
    }
    el("div")
        .class("imp-in")
        .put(el("h3").word(T::Found.text(lang)))
        .put(sum)
        .put(go)
        .put(findings(lang, import, from, errors_only, on))
}

fn findings(
    lang: Lang,
    import: &Import,
    from: u32,
    errors_only: bool,
    on: &Callback<Action>,
) -> El {
    let v: &Verdict = &import.verdict;
    if v.listed == 0 {
        return el("p").word(T::AllWell.text(lang));
    }
    let numbers = [v.errors.to_string(), v.warnings.to_string()];
    let mut head = el("div")
        .class("found")
        .put(el("p").text(&fill_in(T::Counts.text(lang), &[&numbers[0], &numbers[1]])));
    if v.errors > 0 && v.warnings > 0 {
        let press =
            on.reform(move |_: MouseEvent| Edit::new(move |s| import::list(s, !errors_only)));
        head = head.put(
            button("chip", press)
                .at("aria-pressed", if errors_only { "true" } else { "false" })
                .word(T::ErrorsOnly.text(lang)),
        );
    }
    // Errors come first, so the errors alone are the head of the whole list.
    let all = if errors_only { v.listed_errors } else { v.listed };
    let here = all.saturating_sub(from) as usize;
    let rows: Vec<&Row> = import.rows.iter().take(here).collect();
    let columns = [T::ColFile, T::ColLine, T::ColPlace, T::ColField, T::ColWhat, T::ColTodo];
    let heading = el("tr").all(columns, |c| el("th").at("scope", "col").word(c.text(lang)));
    let count_here = rows.len();
    let body = el("tbody").all(rows, |r| finding(lang, import, columns, r));
    let table = el("table").label(T::Table.text(lang)).put(el("thead").put(heading)).put(body);
    let told = if errors_only { v.errors } else { v.errors.saturating_add(v.warnings) };
    let unlisted = told.saturating_sub(all) as usize;
    let mut out = el("div").put(head).put(table);
    if all as usize > Verdict::PAGE {
        out = out.put(pager(lang, from, count_here, all));
    }
    if unlisted > 0 {
        out = out.put(el("p").class("hint").text(&count(lang, T::Unlisted, unlisted)));
    }
    out
}

/// What leads to the other parts of many findings: the worker has them.
fn pager(lang: Lang, from: u32, here: usize, all: u32) -> El {
    #[allow(clippy::cast_possible_truncation)] // a hundred
    const PAGE: u32 = Verdict::PAGE as u32;
    let step = |to: Option<u32>, key: T| {
        let press = Callback::from(move |_: MouseEvent| {
            if let Some(to) = to {
                intake::turn(to);
            }
        });
        let words = count(lang, key, Verdict::PAGE);
        button("btn sm", press).flag("disabled", to.is_none()).text(&words)
    };
    let numbers = [from as usize + 1, from as usize + here, all as usize].map(|n| n.to_string());
    let words = fill_in(T::RowsOf.text(lang), &numbers.each_ref().map(String::as_str));
    el("nav")
        .class("pager")
        .label(&words)
        .put(step(from.checked_sub(PAGE), T::RowsBefore))
        .put(el("p").class("num").at("role", "status").text(&words))
        .put(step(Some(from + PAGE).filter(|to| *to < all), T::RowsAfter))
}

fn finding(lang: Lang, import: &Import, columns: [T; 6], r: &Row) -> El {
    let level = if r.error { T::Error } else { T::Warning };
    let line = if r.line > 0 { r.line.to_string() } else { String::new() };
    let cells = [&import.file, &line, &r.feature, &r.field, lang.pick(&r.what), lang.pick(&r.todo)];
    let cell = |i: usize| {
        let td = el("td").attr("data-l", columns[i].text(lang));
        // Names of files, places and fields stay in their own language.
        let td = td.at_if(matches!(i, 0 | 2 | 3), "lang", "zh");
        let sign =
            (i == 4).then(|| el("span").class_if("lv", r.error, "err").word(level.text(lang)));
        td.maybe(sign).node(text(cells[i]))
    };
    el("tr").all(0..6, cell)
}

fn count(lang: Lang, key: T, n: usize) -> String {
    fill_in(key.text(lang), &[&n.to_string()])
}
