package main

// introduction stands before the tables of docs/accuracy.md.
const introduction = `# Accuracy

Printed by ` + "`go run ./bench/accuracy -data DIR -markdown`" + `, where DIR holds the development sets, whose names and licences stand below. Every figure is followed by what it is a share of: right rows of those printed (precision), found rows of those in the set (recall).

## What was looked at

The project's own articles, in testdata/gold, come first. They are invented and were written by those who wrote the program, who read its mistakes on them: their figures say how well the program does on what it was made with. They are shown in halves, even and odd by the order of their names, to show how much chance, and how much tuning, there is in them; the lower is the one to believe. The fresh articles after them, in testdata/gold/fresh, were read by hand before the program saw them, and nobody has looked at what it misses there.

Sets of single records are shown in halves too: rules were tuned on records with even numbers, counted from 0; of those with odd numbers only the sums were looked at. Where a set was divided in another way, its table says how. The second half is the one to believe, with one caution: the PLOVER records and the CAMEO examples share sentences, so that some odd records of one are even records of the other.

## Where Chancery is weak

- Events are found with less recall than precision. What is told by a noun alone, over two sentences, or in a verb that no rule has is not found.
- Sides are mixed up where a sentence has three parties and more, and where "it" or "they" may be any of them.
- Statements over several paragraphs, and demands and meetings whose parts are spread over the article, are found in parts.
- Actors of whom nothing is known but their name in the article have no state, and their rows are often left out.
- The ontologies are read narrowly: a row may tell the right act under a neighbouring type, which counts as wrong.
- Long, machine-translated or badly punctuated sentences get wrong trees, and rows that stand on them are lost.

## The sets

| set | what it is | licence |
| --- | --- | --- |
| the project's own articles | testdata/gold | CC0 1.0 |
| PLOVER gold standard records | edited sentences of the CAMEO manual with types and parties, openeventdata/PLOVER | CC BY-SA 4.0 |
| CAMEO manual examples | one sentence a code, by way of andybega/icews | MIT |
| PLOVER relations | news sentences with one pair of parties, snowood1/Zero-Shot-PLOVER | none stated |
| PETRARCH unit tests | invented actors, openeventdata/petrarch2 | MIT |
| phrases of actors | openeventdata and ahalterman/NGEC-2025 | MIT |
| newsdates; other articles read by hand | invented, made for development | CC0 1.0 |
| MEANTIME | Wikinews with dates, NewsReader | CC BY 4.0 |
| texts without events | UD English EWT and GUM, genres that tell hardly any; the parser was trained on those marked (train) | CC BY-SA 4.0, CC BY 4.0 |

`
