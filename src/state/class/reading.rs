//! Reading aloud: which sentence, how fast.

/// How fast it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Speed {
    /// For those who listen in a second language, or hear badly.
    Slow,
    /// As the voice has it.
    #[default]
    Usual,
    /// To look through.
    Fast,
}

impl Speed {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Slow, Self::Usual, Self::Fast];

    /// The rate of the Web Speech API, 1 as usual.
    #[must_use]
    pub const fn rate(self) -> f32 {
        match self {
            Self::Slow => 0.75,
            Self::Usual => 1.0,
            Self::Fast => 1.3,
        }
    }

    /// The next one, round and round.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Slow => Self::Usual,
            Self::Usual => Self::Fast,
            Self::Fast => Self::Slow,
        }
    }
}

/// Where reading aloud stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// Languages (`zh`, `en`) this device has a voice for; the control is absent for the others.
    pub zh: bool,
    /// See `zh`.
    pub en: bool,
    /// The sentence being read or, paused, the one to go on with.
    pub at: Option<usize>,
    /// Whether it waits.
    pub paused: bool,
    /// How fast.
    pub speed: Speed,
    /// Recordings that did not come: the voice reads instead.
    pub lost: Vec<String>,
}

impl Reading {
    /// Whether something is being read, not paused.
    #[must_use]
    pub const fn on(&self) -> bool {
        self.at.is_some() && !self.paused
    }

    /// The same, silent.
    #[must_use]
    pub fn stopped(&self) -> Self {
        Self { at: None, paused: false, ..self.clone() }
    }

    /// What the button does: start, pause, go on.
    #[must_use]
    pub fn pressed(&self) -> Self {
        match self.at {
            None => Self { at: Some(0), paused: false, ..self.clone() },
            Some(_) => Self { paused: !self.paused, ..self.clone() },
        }
    }

    /// After a sentence of `count` has been read; `None` in `at` when that was the last one.
    #[must_use]
    pub fn after(&self, sentence: usize, count: usize) -> Self {
        // Late words of a sentence that is no longer the one.
        if self.at != Some(sentence) || self.paused {
            return self.clone();
        }
        Self { at: Some(sentence + 1).filter(|n| *n < count), ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_button_starts_pauses_and_goes_on() {
        let r = Reading::default().pressed();
        assert_eq!((r.at, r.on()), (Some(0), true));
        let r = r.after(0, 3).pressed();
        assert_eq!((r.at, r.on()), (Some(1), false), "paused in the second sentence");
        assert_eq!(r.after(1, 3), r, "a paused sentence does not end");
        let r = r.pressed();
        assert!(r.on());
        let r = r.after(0, 3);
        assert_eq!(r.at, Some(1), "late news of an old sentence changes nothing");
        assert_eq!(r.after(1, 3).after(2, 3).at, None);
    }

    #[test]
    fn speeds_go_round() {
        let all: Vec<f32> = Speed::ALL.iter().map(|s| s.rate()).collect();
        assert!(all.windows(2).all(|w| w[0] < w[1]));
        assert_eq!(Speed::Slow.next().next().next(), Speed::Slow);
    }
}
