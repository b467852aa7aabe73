"""Voice notes put into words, by a service that speaks OpenAI's `/v1/audio/transcriptions`, in a process apart."""
