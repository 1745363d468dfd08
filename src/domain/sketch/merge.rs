//! Three-way merge: what a feature was when it was edited, what the reader made of it, and what the bundle
//! has now. Field by field; only where both changed one field in different ways somebody has to choose.

use super::Sketch;
use super::feature::GEOMETRY;

/// A field that both sides changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The property, or [`GEOMETRY`]; empty: one side deleted what the other changed.
    pub field: String,
    /// The reader's value as JSON; `None`: taken out.
    pub mine: Option<String>,
    /// The bundle's value now.
    pub theirs: Option<String>,
}

/// What comes of an edit when the bundle has moved on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The bundle's feature is what it was.
    Still,
    /// The bundle has become what the reader wanted, or the reader wanted nothing else.
    Done,
    /// Both fit together: the feature with the changes of both.
    Fits(Sketch),
    /// Fields to choose; the feature holds the reader's value in each of them. `None`: the reader deleted it,
    /// or the bundle did.
    Clashes(Option<Sketch>, Vec<Clash>),
}

/// Merges an edit into the bundle's feature of now. `None` stands for a feature that is not there.
#[must_use]
pub fn merge(was: Option<&Sketch>, mine: Option<&Sketch>, theirs: Option<&Sketch>) -> Outcome {
    if same(mine, theirs) {
        return Outcome::Done;
    }
    if same(was, theirs) {
        return Outcome::Still;
    }
    if same(was, mine) {
        return Outcome::Done;
    }
    let (Some(mine), Some(theirs)) = (mine, theirs) else {
        let whole = |s: Option<&Sketch>| s.map(Sketch::json);
        let clash = Clash { field: String::new(), mine: whole(mine), theirs: whole(theirs) };
        return Outcome::Clashes(mine.cloned(), vec![clash]);
    };
    let mut out = theirs.clone();
    let mut clashes = Vec::new();
    for field in fields(mine, theirs, was) {
        let value = |s: &Sketch| s.get(&field).map(str::to_owned);
        let (a, b, old) = (value(mine), value(theirs), was.and_then(value));
        if a == b || a == old {
            continue;
        }
        out.set(&field, a.clone());
        if b != old {
            clashes.push(Clash { field, mine: a, theirs: b });
        }
    }
    if clashes.is_empty() { Outcome::Fits(out) } else { Outcome::Clashes(Some(out), clashes) }
}

/// Whether two features mean the same; the order of the properties does not matter.
#[must_use]
pub fn same(a: Option<&Sketch>, b: Option<&Sketch>) -> bool {
    match (a, b) {
        (None, None) => true,
        (Some(a), Some(b)) => {
            a.geometry == b.geometry
                && a.properties.len() == b.properties.len()
                && a.properties.iter().all(|(key, value)| b.get(key) == Some(value))
        }
        _ => false,
    }
}

/// The fields that differ between two features.
#[must_use]
pub fn changed(was: &Sketch, now: &Sketch) -> Vec<String> {
    let mut all = fields(was, now, None);
    all.retain(|f| was.get(f) != now.get(f));
    all
}

/// All fields of some features, each once.
fn fields(a: &Sketch, b: &Sketch, c: Option<&Sketch>) -> Vec<String> {
    let mut out = vec![GEOMETRY.to_owned()];
    for (key, _) in [Some(a), Some(b), c].into_iter().flatten().flat_map(|s| &s.properties) {
        if !out.contains(key) {
            out.push(key.clone());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::feature::tests::sketches;
    use super::*;
    use proptest::prelude::*;

    fn park(fields: &[(&str, &str)]) -> Sketch {
        let mut out = Sketch::new("a", "park");
        for (key, value) in fields {
            out.set_text(key, value);
        }
        out
    }

    #[test]
    fn changes_to_different_fields_fit_together() {
        let was = park(&[("name", "甲"), ("address", "路")]);
        let mine = park(&[("name", "乙"), ("address", "路")]);
        let theirs = park(&[("name", "甲"), ("address", "街"), ("phone", "1")]);
        let Outcome::Fits(both) = merge(Some(&was), Some(&mine), Some(&theirs)) else {
            panic!("they fit")
        };
        assert!(same(
            Some(&both),
            Some(&park(&[("name", "乙"), ("address", "街"), ("phone", "1")]))
        ));
    }

    #[test]
    fn one_field_changed_by_both_is_to_be_chosen() {
        let [was, mine, theirs] = ["甲", "乙", "丙"].map(|name| park(&[("name", name)]));
        let Outcome::Clashes(Some(kept), clashes) = merge(Some(&was), Some(&mine), Some(&theirs))
        else {
            panic!("they clash")
        };
        assert_eq!(kept.text("name"), "乙");
        let (mine, theirs) = (Some("\"乙\"".to_owned()), Some("\"丙\"".to_owned()));
        assert_eq!(clashes, [Clash { field: "name".into(), mine, theirs }]);
    }

    #[test]
    fn deleted_here_and_changed_there_is_to_be_chosen_too() {
        let (was, other) = (park(&[("name", "甲")]), park(&[("name", "乙")]));
        let gone = merge(Some(&was), None, Some(&other));
        assert!(
            matches!(gone, Outcome::Clashes(None, c) if c[0].mine.is_none() && c[0].theirs.is_some())
        );
        let gone = merge(Some(&was), Some(&other), None);
        assert!(matches!(gone, Outcome::Clashes(Some(_), c) if c[0].field.is_empty()));
    }

    proptest! {
        #[test]
        fn an_unmoved_bundle_leaves_the_edit_alone(was in prop::option::of(sketches()), mine in prop::option::of(sketches())) {
            let out = merge(was.as_ref(), mine.as_ref(), was.as_ref());
            let nothing = same(was.as_ref(), mine.as_ref());
            prop_assert_eq!(out, if nothing { Outcome::Done } else { Outcome::Still });
        }

        #[test]
        fn no_change_of_either_side_is_lost(was in sketches(), mine in sketches(), theirs in sketches()) {
            match merge(Some(&was), Some(&mine), Some(&theirs)) {
                Outcome::Still => prop_assert!(same(Some(&was), Some(&theirs))),
                Outcome::Done => prop_assert!(same(Some(&mine), Some(&theirs)) || same(Some(&mine), Some(&was))),
                Outcome::Fits(both) | Outcome::Clashes(Some(both), _) => {
                    for field in fields(&mine, &theirs, Some(&was)) {
                        let [old, a, b, out] = [&was, &mine, &theirs, &both].map(|s| s.get(&field));
                        let wanted = if a == old { b } else { a };
                        prop_assert_eq!(out, wanted, "{}", field);
                    }
                }
                Outcome::Clashes(None, _) => prop_assert!(false, "all three are there"),
            }
        }

        #[test]
        fn a_fit_is_the_same_from_both_sides(was in sketches(), mine in sketches(), theirs in sketches()) {
            let one = merge(Some(&was), Some(&mine), Some(&theirs));
            let other = merge(Some(&was), Some(&theirs), Some(&mine));
            match (one, other) {
                (Outcome::Fits(a), Outcome::Fits(b)) => prop_assert!(same(Some(&a), Some(&b))),
                (Outcome::Clashes(_, a), Outcome::Clashes(_, b)) => {
                    // The bundle's own order of fields may differ.
                    let names = |c: Vec<Clash>| c.into_iter().map(|c| c.field).collect::<std::collections::BTreeSet<_>>();
                    prop_assert_eq!(names(a), names(b));
                }
                (Outcome::Fits(_), b) | (b, Outcome::Fits(_)) => prop_assert!(false, "{:?}", b),
                _ => {}
            }
        }
    }
}
