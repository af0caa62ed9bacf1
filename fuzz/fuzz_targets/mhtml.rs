#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| figtrace_fuzz::read("mhtml", bytes));
