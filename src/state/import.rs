//! The import of a file that someone brings along: how far it has come, and the layers it has led to. They
//! live as long as the page. Pure; the worker is talked to in `app::intake`.

use super::reduce::{categories, go};
use super::{AtlasRef, Dot, NameOrder, Sheet, State, Target};
use crate::bundle::intake::wire::{DATUMS, number};
use crate::bundle::intake::{MAX_BYTES, Question, Refusal, Row, Stage, Verdict};
use crate::domain::{Atlas, Bounds, Category, Datum, LayerInfo, LonLat, PlaceId, Text};
use std::rc::Rc;

/// Zoom at which a single place is looked at: the readings of a datum stand well apart.
const LOOK_ZOOM: f64 = 15.5;

/// Where an import stands.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Step {
    /// A file is to be chosen.
    #[default]
    Choose,
    /// The last file was not taken.
    Refused(Refusal),
    /// The worker is at work: percent of the stage.
    Working(Stage, u8),
    /// The datum is to be chosen.
    Asking,
    /// The findings are to be read.
    Judged {
        /// The number of the first finding listed, from 0.
        from: u32,
        /// Errors alone are listed.
        errors_only: bool,
    },
}

/// What the import keeps.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Import {
    /// Where it stands.
    pub step: Step,
    /// Name of the file.
    pub file: String,
    /// What was asked.
    pub question: Rc<Question>,
    /// The chosen datum.
    pub datum: Option<Datum>,
    /// Which of the samples is looked at; all of them otherwise.
    pub look: Option<usize>,
    /// What was found.
    pub verdict: Rc<Verdict>,
    /// The findings that are listed.
    pub rows: Rc<Vec<Row>>,
    /// Layers that were added.
    pub layers: Vec<Own>,
    /// Grows with each layer, so that none takes the id of one that was removed.
    pub serial: u32,
}

/// A layer that was added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Own {
    /// Its category, which only it has.
    pub category: Category,
    /// Name of the file.
    pub file: String,
    /// Number of its places.
    pub count: usize,
}

/// What the import keeps, if anything.
#[must_use]
pub fn of(s: &State) -> Import {
    s.import.get::<Import>().cloned().unwrap_or_default()
}

/// A file has been chosen.
pub fn begin(s: &mut State, file: &str) {
    s.importing = true;
    s.dragging = false;
    s.import.update(|i: &mut Import| {
        file.clone_into(&mut i.file);
        i.step = Step::Working(Stage::Reading, 0);
        (i.question, i.verdict, i.datum, i.look) = (Rc::default(), Rc::default(), None, None);
        i.rows = Rc::default();
    });
    show(s);
}

/// The worker has come so far.
pub fn progress(s: &mut State, stage: Stage, percent: u8) {
    s.import.update(|i: &mut Import| {
        // What comes late must not undo a step.
        if matches!(i.step, Step::Working(..)) {
            i.step = Step::Working(stage, percent.min(100));
        }
    });
}

/// The file is not taken.
pub fn refuse(s: &mut State, why: &Refusal) {
    s.importing = true;
    s.import.update(|i: &mut Import| i.step = Step::Refused(why.clone()));
    show(s);
}

/// Nothing is under way any more.
pub fn stop(s: &mut State) {
    s.import.update(|i: &mut Import| i.step = Step::Choose);
    show(s);
}

/// The file is read.
pub fn ask(s: &mut State, question: &Rc<Question>) {
    s.import.update(|i: &mut Import| {
        i.step = Step::Asking;
        i.datum = question.seems;
        i.question = question.clone();
    });
    if s.sheet == Sheet::Full {
        s.sheet = Sheet::Half;
    }
    show(s);
    go_to_samples(s);
}

/// Back from the findings to the question.
pub fn ask_again(s: &mut State) {
    let question = of(s).question;
    let datum = of(s).datum;
    ask(s, &question);
    choose(s, datum.unwrap_or_default());
}

/// The datum has been chosen.
pub fn choose(s: &mut State, datum: Datum) {
    s.import.update(|i: &mut Import| i.datum = Some(datum));
    show(s);
}

/// The next of the samples is looked at, or all of them.
pub fn look(s: &mut State, at: Option<usize>) {
    s.import.update(|i: &mut Import| i.look = at);
    show(s);
    go_to_samples(s);
}

/// The file is checked.
pub fn judge(s: &mut State, verdict: &Rc<Verdict>) {
    s.import.update(|i: &mut Import| {
        i.step = Step::Judged { from: 0, errors_only: false };
        i.rows = Rc::new(verdict.rows.clone());
        i.verdict = verdict.clone();
    });
    s.sheet = Sheet::Full;
    show(s);
}

/// The findings are listed from the first on, errors alone or all.
pub fn list(s: &mut State, errors_only: bool) {
    s.import.update(|i: &mut Import| {
        i.step = Step::Judged { from: 0, errors_only };
        i.rows = Rc::new(i.verdict.rows.clone());
    });
}

/// Another part of the findings has come.
pub fn turn(s: &mut State, first: u32, rows: &Rc<Vec<Row>>) {
    s.import.update(|i: &mut Import| {
        if let Step::Judged { from, .. } = &mut i.step {
            *from = first;
            i.rows = rows.clone();
        }
    });
}

/// A layer for the places to come: the atlas with it but still without any place, its index and its category.
/// The places of `atlas` are to be inserted first.
#[must_use]
pub fn layer(atlas: &Atlas, import: &Import) -> (Atlas, usize, Category) {
    let mut atlas = atlas.bare();
    let id = ["import-", &(import.serial + 1).to_string()].concat();
    let category = Category::Other(id.clone());
    let title = Text::new(stem(&import.file), "");
    atlas.layers.push(LayerInfo { id, category: category.clone(), title });
    let index = atlas.layers.len() - 1;
    (atlas, index, category)
}

/// The places are there. `atlas` was made by [`layer`]; `ranks` are those of its new places.
pub fn add(s: &mut State, atlas: &Rc<Atlas>, ranks: &NameOrder) {
    let Some(layer) = atlas.layers.last() else { return };
    let old = s.atlas.places().len();
    let count = atlas.places().len().saturating_sub(old);
    let order = |known: &[u32], new: &[u32]| {
        let mut all = known.to_vec();
        all.resize(old, u32::MAX);
        all.extend(new);
        all
    };
    s.name_order = Rc::new(NameOrder {
        zh: order(&s.name_order.zh, &ranks.zh),
        en: order(&s.name_order.en, &ranks.en),
    });
    s.import.update(|i: &mut Import| {
        i.step = Step::Choose;
        i.serial += 1;
        let (category, file) = (layer.category.clone(), i.file.clone());
        i.layers.push(Own { category, file, count });
        (i.question, i.verdict, i.rows) = (Rc::default(), Rc::default(), Rc::default());
    });
    s.atlas = AtlasRef(atlas.clone());
    // What a filter hides would seem not to have come.
    (s.picks, s.years, s.playing) = (Vec::new(), None, false);
    s.importing = false;
    s.sheet = Sheet::Half;
    s.leaf = 0;
    show(s);
    let places = s.atlas.places().get(old..).unwrap_or_default();
    if let Some(bounds) = extent(places.iter().filter_map(|p| p.position)) {
        go(s, Target::Fit(bounds), true);
    }
}

/// Takes a layer away again.
pub fn remove(s: &mut State, category: &Category) {
    let Some(layer) = s.atlas.layers.iter().position(|l| l.category == *category) else { return };
    let gone = |id: &PlaceId| s.atlas.place(id).is_some_and(|p| p.layer == layer);
    let order = |ranks: &[u32]| {
        let kept = s.atlas.places().iter().zip(ranks).filter(|(p, _)| p.layer != layer);
        kept.map(|(_, rank)| *rank).collect()
    };
    s.name_order = Rc::new(NameOrder { zh: order(&s.name_order.zh), en: order(&s.name_order.en) });
    if matches!(&s.route, super::Route::Place(id) if gone(id)) {
        s.route = super::Route::Explore;
    }
    s.atlas = AtlasRef(Rc::new(s.atlas.without(layer)));
    s.import.update(|i: &mut Import| i.layers.retain(|own| own.category != *category));
    let known = categories(s);
    s.hidden.retain(|c| known.contains(c));
    s.leaf = 0;
}

/// The extent of positions, leaving out what lies so far off that nothing else could be seen.
fn extent(positions: impl Iterator<Item = LonLat>) -> Option<Bounds> {
    const FAR_M: f64 = 100_000.0;
    let all: Vec<LonLat> = positions.collect();
    let middle = *all.get(all.len() / 2)?;
    Bounds::around(all.iter().copied().filter(|p| p.distance_m(middle) < FAR_M))
        .or_else(|| Bounds::around([middle]))
}

/// Draws the samples in each reading while the datum is asked for, and only then.
fn show(s: &mut State) {
    let import = of(s);
    if !(s.importing && import.step == Step::Asking) {
        s.preview = Rc::default();
        return;
    }
    let mut dots = Vec::new();
    for (i, sample) in import.question.samples.iter().enumerate() {
        if import.look.is_some_and(|look| look != i) {
            continue;
        }
        for datum in DATUMS {
            let on = import.datum == Some(datum);
            dots.push(Dot { at: sample.at[number(datum)], datum, on, name: sample.name.clone() });
        }
    }
    s.preview = Rc::new(dots);
}

fn go_to_samples(s: &mut State) {
    let import = of(s);
    let samples = &import.question.samples;
    let at = number(import.datum.unwrap_or_default());
    let target = match import.look.and_then(|i| samples.get(i)) {
        Some(one) => Some(Target::View(one.at[at], LOOK_ZOOM)),
        None => extent(samples.iter().flat_map(|sample| sample.at)).map(Target::Fit),
    };
    if let Some(target) = target {
        go(s, target, true);
    }
}

/// The name without its ending.
fn stem(file: &str) -> &str {
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

/// Why a file is refused before it is read: more than one, or too large.
#[must_use]
pub fn too_much(files: u32, bytes: f64) -> Option<Refusal> {
    if files > 1 {
        let what = Text::new("一次只能导入一份文件", "Only one file can be imported at a time.");
        return Some(Refusal {
            line: 0,
            what,
            todo: Text::new("请逐份导入", "Import them one by one."),
        });
    }
    #[allow(clippy::cast_precision_loss)] // far below 2^53
    let most = MAX_BYTES as f64;
    if bytes <= most {
        return None;
    }
    let mega = |n: f64| crate::json::decimal::fixed((n / 1_048_576.0).ceil(), 0);
    let (size, most) = (mega(bytes), mega(most));
    Some(Refusal {
        line: 0,
        what: Text::new(
            ["文件有 ", &size, " MB，超过 ", &most, " MB 的上限"].concat(),
            ["The file has ", &size, " MB, more than the ", &most, " MB that are taken."].concat(),
        ),
        todo: Text::new(
            "请拆成几份，或删去用不着的列再导入",
            "Split it, or remove columns that are not needed.",
        ),
    })
}

/// The worker cannot be had, or has given up.
#[must_use]
pub fn broken() -> Refusal {
    Refusal {
        line: 0,
        what: Text::new("读不了这份文件", "The file could not be read."),
        todo: Text::new(
            "请确认它是一份文件，网络正常，再试一次；文件太大时请拆成几份",
            "Make sure it is a file and the network is there, and try again; split a very large file.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::ident::Ids;
    use crate::bundle::intake::Sample;
    use crate::bundle::load_piece;
    use crate::domain::Place;
    use crate::state::{Action, LoadState, Route, reduce, select};

    fn state() -> State {
        let mut atlas = Atlas::default();
        atlas.layers.push(LayerInfo {
            id: "sites".into(),
            category: Category::RedSite,
            title: Text::default(),
        });
        let id = PlaceId::new("tower").expect("an id");
        assert_eq!(atlas.insert(Place::blank(id, Category::RedSite, Text::new("塔", ""))), None);
        State {
            atlas: AtlasRef(Rc::new(atlas)),
            load: LoadState::Ready,
            name_order: Rc::new(NameOrder { zh: vec![0], en: vec![0] }),
            ..State::default()
        }
    }

    fn question() -> Rc<Question> {
        let at = |lon| LonLat::clamped(lon, 34.75);
        let sample =
            |name: &str| Sample { name: name.into(), at: [at(113.66), at(113.655), at(113.65)] };
        let samples = vec![sample("甲"), sample("乙")];
        Rc::new(Question {
            count: 2,
            placed: 2,
            seems: Some(Datum::Gcj02),
            samples,
            ..Question::default()
        })
    }

    fn bring(s: &mut State, file: &str, names: &[&str]) {
        begin(s, file);
        ask(s, &question());
        judge(s, &Rc::new(Verdict { kept: 2, ..Verdict::default() }));
        let (mut atlas, index, category) = layer(&s.atlas, &of(s));
        let mut ids = Ids::default();
        for place in s.atlas.places() {
            ids.claim(place.id.as_str());
            assert_eq!(atlas.insert(place.clone()), None);
        }
        let feature = |n: &&str| {
            [
                r#"{"type":"Feature","id":"tower","properties":{"category":"park","name":""#,
                n,
                r#""},"geometry":{"type":"Point","coordinates":[113.7,34.8]}}"#,
            ]
            .concat()
        };
        let features: Vec<String> = names.iter().map(feature).collect();
        let text =
            [r#"{"type":"FeatureCollection","features":["#, &features.join(","), "]}"].concat();
        for place in load_piece(&text, index, &category, &mut ids).expect("places") {
            assert_eq!(atlas.insert(place), None);
        }
        add(s, &Rc::new(atlas), &NameOrder { zh: vec![1, 0], en: vec![0, 1] });
    }

    #[test]
    fn a_layer_of_its_own_comes_and_goes() {
        let before = state();
        let mut s = before.clone();
        bring(&mut s, "名单.2026.csv", &["甲", "乙"]);
        let counts: Vec<(String, usize)> = select::category_counts(&s)
            .into_iter()
            .map(|c| (c.category.wire().to_owned(), c.count))
            .collect();
        assert_eq!(counts, [("red_site".to_owned(), 1), ("import-1".to_owned(), 2)]);
        assert_eq!(s.atlas.layers[1].title.zh, "名单.2026");
        assert_eq!(
            s.atlas.places()[1].id.as_str(),
            "tower-2",
            "an id of the bundle is not taken over"
        );
        assert_eq!(s.name_order.zh, [0, 1, 0]);
        assert!(!s.importing && s.preview.is_empty());
        assert!(matches!(s.command.map(|c| c.target), Some(Target::Fit(_))));

        bring(&mut s, "b.gpx", &["丙"]);
        let names: Vec<String> = of(&s).layers.into_iter().map(|o| o.file).collect();
        assert_eq!(names, ["名单.2026.csv", "b.gpx"]);
        s = reduce(s, Action::Choose(PlaceId::new("tower-2").expect("an id")));
        let first = of(&s).layers[0].category.clone();
        s.hidden = vec![first.clone()];
        remove(&mut s, &first);
        assert_eq!(s.route, Route::Explore, "its place is no longer chosen");
        assert!(s.hidden.is_empty());
        assert_eq!(s.atlas.places().len(), 2);
        assert_eq!((s.atlas.layers.len(), s.atlas.places()[1].layer), (2, 1));
        let second = of(&s).layers[0].category.clone();
        remove(&mut s, &second);
        assert_eq!(s.atlas.0.as_ref(), before.atlas.0.as_ref());
        assert_eq!(s.name_order, before.name_order);
    }

    #[test]
    fn the_samples_are_shown_while_the_datum_is_asked_for() {
        let mut s = state();
        begin(&mut s, "x.csv");
        assert!(s.preview.is_empty());
        ask(&mut s, &question());
        let on: Vec<&str> = s.preview.iter().filter(|d| d.on).map(|d| d.name.as_str()).collect();
        assert_eq!((s.preview.len(), on), (6, vec!["甲", "乙"]));
        choose(&mut s, Datum::Bd09);
        assert!(s.preview.iter().all(|d| d.on == (d.datum == Datum::Bd09)));
        look(&mut s, Some(1));
        assert_eq!(s.preview.len(), 3);
        let Some(Target::View(at, _)) = s.command.map(|c| c.target) else { panic!("a view") };
        assert!((at.lon() - 113.65).abs() < 1e-9, "in the chosen reading");
        let closed = reduce(s.clone(), Action::Import(false));
        assert!(closed.preview.is_empty());
        judge(&mut s, &Rc::default());
        assert!(s.preview.is_empty());
        ask_again(&mut s);
        assert_eq!((of(&s).datum, s.preview.len()), (Some(Datum::Bd09), 3));
    }

    #[test]
    fn findings_are_listed_part_by_part() {
        let row = |line, error| Row { error, line, ..Row::default() };
        let mut s = state();
        begin(&mut s, "x.csv");
        let rows = vec![row(9, true), row(1, false)];
        judge(
            &mut s,
            &Rc::new(Verdict { listed: 250, listed_errors: 1, rows, ..Verdict::default() }),
        );
        turn(&mut s, 100, &Rc::new(vec![row(70, false)]));
        assert_eq!(of(&s).step, Step::Judged { from: 100, errors_only: false });
        assert_eq!(of(&s).rows[0].line, 70);
        list(&mut s, true);
        assert_eq!(of(&s).step, Step::Judged { from: 0, errors_only: true });
        assert_eq!(of(&s).rows.len(), 2, "the first part is at hand");
        stop(&mut s);
        turn(&mut s, 100, &Rc::default());
        assert_eq!(of(&s).step, Step::Choose, "what comes late undoes nothing");
    }

    #[test]
    fn what_is_refused_changes_nothing() {
        let before = state();
        let mut s = before.clone();
        begin(&mut s, "x.csv");
        progress(&mut s, Stage::Reading, 30);
        refuse(&mut s, &broken());
        progress(&mut s, Stage::Reading, 40);
        assert!(matches!(of(&s).step, Step::Refused(_)), "a late word undoes nothing");
        assert_eq!((&s.atlas, &s.name_order), (&before.atlas, &before.name_order));
        stop(&mut s);
        assert_eq!(of(&s).step, Step::Choose);
    }

    #[test]
    fn too_much_is_refused_before_it_is_read() {
        let limit = 134_217_728.0;
        assert_eq!(too_much(1, limit), None);
        let why = too_much(1, 209_715_200.0).expect("too large");
        assert_eq!(why.what.zh, "文件有 200 MB，超过 128 MB 的上限");
        assert!(too_much(2, 1.0).is_some());
    }
}
