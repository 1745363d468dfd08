//! Random numbers that are the same on every machine: whole numbers and plain arithmetic only, since the
//! logarithms of two standard libraries may differ in the last place.

/// xorshift64* (Vigna, "An experimental exploration of Marsaglia's xorshift generators", 2016).
#[derive(Debug, Clone)]
pub(in crate::engine) struct Rng(u64);

impl Rng {
    pub const fn new(seed: u64) -> Self {
        Self(seed ^ 0x9E37_79B9_7F4A_7C15)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// A number below `n` (0 for `n` = 0).
    #[allow(clippy::cast_possible_truncation)] // the product of two 32-bit numbers, shifted back
    pub fn below(&mut self, n: usize) -> usize {
        (((self.next() >> 32) * n as u64) >> 32) as usize
    }

    /// A number in 0..1.
    #[allow(clippy::cast_precision_loss)] // 53 bits are exact
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / 9_007_199_254_740_992.0
    }

    /// True once in `n` times.
    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    /// A number of the exponential distribution with mean 1.
    pub fn exponential(&mut self) -> f64 {
        minus_ln(self.unit().max(1e-12))
    }

    /// Brings a list into random order.
    pub fn shuffle(&mut self, list: &mut [usize]) {
        for i in (1..list.len()).rev() {
            list.swap(i, self.below(i + 1));
        }
    }
}

/// −ln x for x in 0..=1: halvings are taken out, the rest by the series of the inverse hyperbolic tangent.
fn minus_ln(mut x: f64) -> f64 {
    let mut whole = 0.0;
    while x < 0.75 {
        x *= 2.0;
        whole += std::f64::consts::LN_2;
    }
    let z = (x - 1.0) / (x + 1.0);
    let q = z * z;
    whole - 2.0 * z * (1.0 + q * (1.0 / 3.0 + q * (1.0 / 5.0 + q * (1.0 / 7.0 + q / 9.0))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_logarithm_is_one() {
        for i in 1..=1000 {
            let x = f64::from(i) / 1000.0;
            assert!((minus_ln(x) + x.ln()).abs() < 1e-7, "{x}");
        }
    }

    #[test]
    fn numbers_are_even_and_repeat() {
        let (mut a, mut b) = (Rng::new(7), Rng::new(7));
        let mut counts = [0; 5];
        for _ in 0..5000 {
            let n = a.below(5);
            assert_eq!(n, b.below(5));
            counts[n] += 1;
        }
        assert!(counts.iter().all(|c| (900..1100).contains(c)), "{counts:?}");
        let mut list: Vec<usize> = (0..9).collect();
        a.shuffle(&mut list);
        let mut sorted = list.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, (0..9).collect::<Vec<_>>());
        assert_ne!(list, sorted);
    }
}
