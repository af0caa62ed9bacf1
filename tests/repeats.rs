//! No stage takes more than linear time for a text that says one thing over and over.

#[cfg(test)]
mod tests {
    use figtrace::clean::plain::article;
    use figtrace::pipeline::read_article;
    use std::time::{Duration, Instant};

    /// What is repeated: openings of constructions that are never closed, words that go on with
    /// themselves, marks, names.
    const PIECES: &[&str] = &[
        "last ",
        "next this coming ",
        "1 ",
        "1,",
        "1-",
        "1/2 ",
        "of ",
        "from 1 to ",
        "between 1 and ",
        "(",
        "\" ",
        "“a",
        "Monday ",
        "May ",
        "2024 ",
        "the year ",
        "five years ",
        "New York ",
        "Li Wei ",
        "Lanhai Park and ",
        "percent ",
        "5 percent, ",
        "and ",
        "and a half ",
        "said ",
        "according to ",
        "he said the ",
        "hundred ",
        "more than 1 but less than 4 ",
        "$1 million, 2 million, ",
        "two ",
        "$",
        "-",
        "J. ",
        "U.S. ",
        "www.",
        "5\" ",
        "12 C and ",
        "6' and ",
        "中",
        "a\u{301}",
    ];

    /// Bytes of each text.
    const LENGTH: usize = 200_000;

    /// What a text may take, many times what it does. Quadratic work takes longer: the eighty
    /// thousand words of shifting once took half a minute of this.
    const BOUND: Duration = Duration::from_secs(4);

    /// Time this thread has run, where the system tells; else time that has passed.
    fn spent(since: Instant) -> Duration {
        let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
        let nanoseconds = told.and_then(|t| t.split(' ').next()?.parse().ok());
        nanoseconds.map_or_else(|| since.elapsed(), Duration::from_nanos)
    }

    #[test]
    fn repetition_is_read_in_linear_time() {
        let start = Instant::now();
        for piece in PIECES {
            let text = article(piece.repeat(LENGTH / piece.len()));
            let before = spent(start);
            let reading = read_article(text);
            let took = spent(start).saturating_sub(before);
            assert!(took < BOUND, "{piece:?} took {took:?}");
            assert!(reading.article.text.starts_with(piece));
        }
    }
}
