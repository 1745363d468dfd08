//! Who may use a street, and how fast.

/// A way to travel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mode {
    /// On foot.
    Walk,
    /// By bicycle.
    Bike,
    /// By car or coach.
    Drive,
}

impl Mode {
    /// All of them, in the order of their bits.
    pub const ALL: [Self; 3] = [Self::Walk, Self::Bike, Self::Drive];

    /// The mode of a name as plan requests write it: `walk`, `bike`, `drive`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|m| m.name() == name)
    }

    /// Its name in plan requests.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Walk => "walk",
            Self::Bike => "bike",
            Self::Drive => "drive",
        }
    }

    /// Milliseconds a decimetre of street takes. These are planning speeds with the waiting at
    /// lights in them, not limits: on foot 4.5 km/h, by bicycle 12 km/h, by car from 60 km/h on a
    /// motorway to 10 km/h in a service lane.
    #[must_use]
    pub const fn pace(self, class: Class) -> u32 {
        match (self, class) {
            (Self::Walk, _) => 80,
            (Self::Bike, _) => 30,
            (Self::Drive, Class::Motorway) => 6,
            (Self::Drive, Class::Express) => 9,
            (Self::Drive, Class::Arterial) => 12,
            (Self::Drive, Class::Secondary) => 15,
            (Self::Drive, Class::Minor) => 18,
            (Self::Drive, Class::Service | Class::Path) => 36,
        }
    }

    /// Milliseconds a decimetre takes between a stop and its street: walking, or slowly through a
    /// yard at 10 km/h.
    #[must_use]
    pub const fn pace_off_street(self) -> u32 {
        match self {
            Self::Walk => 80,
            Self::Bike | Self::Drive => 36,
        }
    }

    const fn shift(self) -> u8 {
        match self {
            Self::Walk => 0,
            Self::Bike => 2,
            Self::Drive => 4,
        }
    }
}

/// Kind of a street, coarse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// Motorway, no junctions at grade.
    Motorway = 0,
    /// Urban expressway or trunk road.
    Express = 1,
    /// Main street.
    Arterial = 2,
    /// Secondary street.
    Secondary = 3,
    /// Neighbourhood or residential street.
    Minor = 4,
    /// Service lane, track.
    Service = 5,
    /// Footway, cycleway, steps.
    Path = 6,
}

impl Class {
    /// All of them, in the order of their numbers.
    pub const ALL: [Self; 7] = [
        Self::Motorway,
        Self::Express,
        Self::Arterial,
        Self::Secondary,
        Self::Minor,
        Self::Service,
        Self::Path,
    ];
}

/// Which modes may use a street, in either direction: two bits a mode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Access(u8);

impl Access {
    /// Nobody.
    pub const NONE: Self = Self(0);
    /// Everybody, both ways.
    pub const ALL: Self = Self(0b11_1111);

    /// From bits as files write them; nothing where a bit has no meaning.
    #[must_use]
    pub const fn from_bits(bits: u8) -> Option<Self> {
        if bits <= Self::ALL.0 { Some(Self(bits)) } else { None }
    }

    /// Bits, as files write them: walk, bike, drive from the lowest, forward before backward.
    #[must_use]
    pub const fn bits(self) -> u8 {
        self.0
    }

    /// With a mode let in, or not, along the street and against it.
    #[must_use]
    pub fn with(self, mode: Mode, forward: bool, backward: bool) -> Self {
        let pair = u8::from(forward) | u8::from(backward) << 1;
        Self(self.0 & !(3 << mode.shift()) | pair << mode.shift())
    }

    /// Whether a mode may go along the street.
    #[must_use]
    pub const fn forward(self, mode: Mode) -> bool {
        self.0 >> mode.shift() & 1 == 1
    }

    /// Whether a mode may go against the street's direction.
    #[must_use]
    pub const fn backward(self, mode: Mode) -> bool {
        self.0 >> mode.shift() & 2 == 2
    }

    /// Whether a mode may use it at all.
    #[must_use]
    pub const fn any(self, mode: Mode) -> bool {
        self.0 >> mode.shift() & 3 != 0
    }

    /// The same street, seen from its other end.
    #[must_use]
    pub const fn reversed(self) -> Self {
        Self((self.0 & 0b01_0101) << 1 | (self.0 & 0b10_1010) >> 1)
    }

    /// What both allow.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_one_way_street_turns_around() {
        let a = Access::NONE.with(Mode::Walk, true, true).with(Mode::Drive, true, false);
        assert!(a.forward(Mode::Drive) && !a.backward(Mode::Drive) && !a.any(Mode::Bike));
        let b = a.reversed();
        assert!(!b.forward(Mode::Drive) && b.backward(Mode::Drive) && b.forward(Mode::Walk));
        assert_eq!(b.reversed(), a);
        assert_eq!(a.with(Mode::Drive, false, false).bits(), 0b11);
    }

    #[test]
    fn names_and_bits_go_there_and_back() {
        assert!(Mode::ALL.iter().all(|&m| Mode::from_name(m.name()) == Some(m)));
        assert_eq!(Mode::from_name("swim"), None);
        assert_eq!(Access::from_bits(Access::ALL.bits()), Some(Access::ALL));
        assert_eq!(Access::from_bits(64), None);
        for (i, class) in Class::ALL.into_iter().enumerate() {
            assert_eq!(class as usize, i);
        }
    }
}
