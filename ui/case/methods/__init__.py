"""The methods of a case: barrier models, competing hypotheses, key assumptions."""
