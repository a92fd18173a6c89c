"""The model of acts in the news: what is read of a sentence, and the weights."""
