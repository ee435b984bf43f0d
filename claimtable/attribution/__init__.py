"""Who said it, with which cue, and how far what was said reaches (speaker, cue and content, as the literature calls them).

In order: cue · leftwards, speakers · headlines, sourcing, brackets, carriers, counts, passives (named without a verb of saying) ·
others, verbs, saidby, vouching, saying (with one) · subjects, convictions, unlistedverbs, havers, unlisted (with one that no list has,
or none) · cues (all of them for one sentence) · governing, gapped, continuing (whose a number is) · vocabulary (what is known of a word)
· pronouns, interviews, voices (over several sentences).
"""
