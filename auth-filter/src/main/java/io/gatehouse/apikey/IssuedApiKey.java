package io.gatehouse.apikey;

import java.util.LinkedHashMap;
import java.util.Map;

/** A new key: its record, and its text, which is shown this once. */
record IssuedApiKey(ApiKey key, ApiKeyText text) {
    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", key.id());
        json.put("apiKey", text.reveal());
        json.putAll(key.toJson());
        json.remove("lastUsedAt");
        return json;
    }
}
