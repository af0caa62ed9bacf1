//! The layers of the crate: who may import whom. Reads the `crate::` paths of every file of `src/`.

#[cfg(test)]
mod source;

#[cfg(test)]
mod tests {
    use super::source::{Source, sources};

    /// Each layer, lowest first, and the paths it may name. A layer may name itself.
    const LAYERS: &[(&str, &[&str])] = &[
        ("base", &[]),
        ("lexicon", &["base"]),
        ("read", &["base"]),
        ("clean", &["base", "lexicon", "read"]),
        ("segment", &["base", "lexicon", "clean"]),
        ("recognise", &["base", "lexicon", "segment"]),
        (
            "link",
            &["base", "lexicon", "clean", "segment", "recognise::mention"],
        ),
        // Pure functions of texts.
        ("story", &[]),
        (
            "relate",
            &["base", "lexicon", "recognise::mention", "link::reading"],
        ),
        // The writer takes readings as they are; it needs no rule to store one.
        (
            "store",
            &[
                "base",
                "lexicon::address",
                "lexicon::units",
                "read",
                "recognise::mention",
                "link::reading",
                "story",
            ],
        ),
        // `trace` on a big file must not build a gazetteer: no lexicon, no recogniser.
        (
            "query",
            &["base", "lexicon::address", "read::source", "store", "story"],
        ),
        (
            "check",
            &[
                "base",
                "lexicon",
                "recognise::mention",
                "link::reading",
                "query::claim",
            ],
        ),
        (
            "show",
            &[
                "base",
                "recognise::mention",
                "link::reading",
                "store::reextract",
                "store::writer",
                "query",
                "check",
            ],
        ),
        (
            "pipeline",
            &["base", "clean", "segment", "recognise", "link", "relate"],
        ),
        (
            "meaning",
            &["lexicon", "recognise", "relate", "store::writer"],
        ),
        ("lib", &[]),
        ("app", &[]),
        ("main", &["app"]),
    ];

    #[test]
    fn layers_name_only_what_lies_below_them() {
        let mut faults = Vec::new();
        for source in sources() {
            let layer = layer_of(&source.path);
            let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == layer) else {
                faults.push(format!("{}: `{layer}` stands in no layer", source.path));
                continue;
            };
            for path in crate_paths(&source.code) {
                let inside = |prefix: &str| {
                    path == prefix
                        || path
                            .strip_prefix(prefix)
                            .is_some_and(|r| r.starts_with("::"))
                };
                if !inside(layer) && !allowed.iter().any(|a| inside(a)) {
                    faults.push(format!("src/{} names crate::{path}", source.path));
                }
            }
        }
        assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    }

    #[test]
    fn no_module_climbs_out_of_its_layer() {
        let climbs = |s: &Source| climb(&s.code) >= depth(&s.path) && depth(&s.path) > 0;
        let faults: Vec<String> = sources()
            .iter()
            .filter(|s| climbs(s))
            .map(|s| s.path.clone())
            .collect();
        assert_eq!(faults, Vec::<String>::new());
    }

    /// Layers that a layer may name stand before it, so that there is no circle.
    #[test]
    fn the_table_goes_downward() {
        for (at, (layer, allowed)) in LAYERS.iter().enumerate() {
            for path in allowed.iter().filter(|_| *layer != "main") {
                let named = path.split("::").next().unwrap();
                let below = LAYERS.iter().position(|(name, _)| *name == named).unwrap();
                assert!(below < at, "{layer} names {named}");
            }
        }
    }

    #[test]
    fn paths_are_read_out_of_groups() {
        let code = "use crate::base::{rule::{Rule, RuleId}, span};\nlet a = crate::link::link(x);";
        assert_eq!(
            crate_paths(code),
            [
                "base::rule::Rule",
                "base::rule::RuleId",
                "base::span",
                "link::link"
            ]
        );
    }

    fn layer_of(path: &str) -> &str {
        let first = path.split('/').next().unwrap();
        first.strip_suffix(".rs").unwrap_or(first)
    }

    /// How deep the module lies under the crate's root.
    fn depth(path: &str) -> usize {
        path.trim_end_matches(".rs")
            .trim_end_matches("/mod")
            .split('/')
            .filter(|part| !matches!(*part, "lib" | "main"))
            .count()
    }

    /// The longest chain of `super::`.
    fn climb(code: &str) -> usize {
        (1..8)
            .take_while(|n| code.contains(&"super::".repeat(*n)))
            .count()
    }

    /// Every path that begins with `crate::`, groups written out.
    fn crate_paths(code: &str) -> Vec<String> {
        let mut out = Vec::new();
        for after in code.split("crate::").skip(1) {
            tree(after, "", &mut out);
        }
        out
    }

    /// Reads one path or group at the head of `code`; answers what follows it.
    fn tree<'a>(code: &'a str, prefix: &str, out: &mut Vec<String>) -> &'a str {
        let code = code.trim_start();
        let end = code
            .find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '*'))
            .unwrap_or(code.len());
        let (name, rest) = code.split_at(end);
        let path = [prefix, name].join(if prefix.is_empty() || name.is_empty() {
            ""
        } else {
            "::"
        });
        if let Some(mut rest) = rest.strip_prefix('{').filter(|_| name.is_empty()) {
            loop {
                rest = tree(rest, prefix, out)
                    .trim_start()
                    .trim_start_matches(',')
                    .trim_start();
                if let Some(after) = rest.strip_prefix('}') {
                    return after;
                }
            }
        }
        match rest.strip_prefix("::") {
            Some(deeper)
                if deeper.starts_with(|c: char| c.is_alphabetic() || matches!(c, '{' | '*')) =>
            {
                tree(deeper, &path, out)
            }
            _ => {
                out.push(path);
                rest
            }
        }
    }
}
