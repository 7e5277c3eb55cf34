package io.gatehouse.oauth;

import java.util.Optional;

/** Whose session at a provider ended: one session, or every session of a person. At least one of the two is there. */
record LogoutToken(String issuer, String id, Optional<String> subject, Optional<String> sid) {}
