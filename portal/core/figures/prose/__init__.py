"""How Vietnamese administrative prose writes quantities and times.

==============  =====================================================================
``source``      the text, its lower case and its sentences
``timeline``    times it mentions, and the periods they mean
``numeral``     digits and number words → decimals
``amount``      the number and the words after it: scale, unit, ratio, pair, range
``lead``        the words before it: *ước đạt trên*, *tăng*, *giảm xuống còn*
``traps``       numbers that are no figures: names, document numbers, times of day
``scan``        one pass over the text with the five above → drafts of figures
``attach``      which draft says something about which other one
``lexicon``     all the words, as data
==============  =====================================================================
"""
