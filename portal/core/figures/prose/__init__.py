"""How Vietnamese administrative prose writes quantities and times.

==============  =====================================================================
``source``      the text, its lower case and its sentences
``moments``     times as they are written → periods
``timeline``    what each time in a text means for the figures around it
``tables``      the period and the unit that head a column or a row
``numeral``     digits and number words → decimals
``amount``      the number and the words after it: scale, unit, ratio, pair, range
``lead``        the words before it: *ước đạt trên*, *tăng*, *giảm xuống còn*
``traps``       numbers that are no figures: names, document numbers, times of day
``norms``       numbers that a rule, a size class or a condition states
``scan``        one pass over the text with all of these → drafts of figures
``basis``       what a change or percentage is measured against
``clause``      the drafts of one sentence and the words that part them
``target``      the draft that a change is a change of
``attach``      which draft says something about which other one
``usual``       the phrase that nearly all copied phrases are, read at a glance
``every_word``  any other phrase
``lexicon``     all the words, as data
==============  =====================================================================
"""
