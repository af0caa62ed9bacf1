#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| figtrace_fuzz::extract(text));
