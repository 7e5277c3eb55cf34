package io.gatehouse.oauth;

/** Who signed in at a provider, and what the provider handed out for it. Never shown: it holds tokens. */
record SignedIn(ProviderPerson person, TokenResponse tokens) {}
