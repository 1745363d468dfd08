//! The file of opening tables: `{"hours": {"ID": [{"from": 101, "to": 1231, "spans": [540, 1020, …]}]}}`.
//!
//! `from` and `to` are month × 100 + day; `spans` are pairs of minutes since Monday 00:00. A place
//! whose hours no such table can hold is absent.

use crate::domain::weeks::Season;
use crate::domain::{Atlas, Weeks};
use crate::json::{Members, Raw, list};

/// Gives the places of an atlas their tables. What cannot be read is left out, since tables only
/// serve a filter, and the file can be made again.
pub fn attach(atlas: &mut Atlas, bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(root) = Raw::parse(text) else { return };
    let Some(hours) = Members::of(root).and_then(|m| Members::of(m.get("hours")?)) else {
        return;
    };
    atlas.each_place(|place| {
        place.visit.weeks = hours.get(place.id.as_str()).and_then(weeks);
    });
}

fn weeks(raw: Raw<'_>) -> Option<Weeks> {
    list(raw)?.into_iter().map(season).collect::<Option<Vec<Season>>>().map(Weeks)
}

fn season(raw: Raw<'_>) -> Option<Season> {
    let members = Members::of(raw)?;
    let whole = |raw: Raw<'_>| raw.get().parse::<u16>().ok();
    let spans = list(members.get("spans")?)?;
    let spans: Vec<u16> = spans.into_iter().map(whole).collect::<Option<_>>()?;
    Some(Season {
        from: members.get("from").and_then(whole)?,
        to: members.get("to").and_then(whole)?,
        spans: spans.chunks_exact(2).map(|s| (s[0], s[1])).collect(),
    })
}
