"""Models elsewhere that answer questions: any OpenAI-compatible service, and Amazon Bedrock."""
