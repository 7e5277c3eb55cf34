package io.gatehouse.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One HTTP/1.x connection on which exactly the given bytes are sent: no client tidies up a request line, a header or a body on the
 * way. Not safe for concurrent use.
 *
 * <pre>{@code
 * try (RawHttp http = RawHttp.connect(port)) {
 *     RawHttp.Response response = http.send("GET /a/..;/b HTTP/1.1\r\nHost: localhost\r\n\r\n").read();
 * }
 * }</pre>
 */
public final class RawHttp implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 20_000;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final Socket socket;
    private final InputStream in;

    private RawHttp(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /**
     * Connects to this machine.
     *
     * @param port the port
     * @return the connection, which gives up after 20 s without an answer
     * @throws IOException if nobody listens
     */
    public static RawHttp connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getByAddress(LOOPBACK), port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        return new RawHttp(socket);
    }

    /**
     * One request without a body on a connection of its own.
     *
     * @param port the port
     * @param method the method
     * @param target the request target, as is
     * @param headers whole header lines, besides {@code Host: localhost} and {@code Connection: close}
     * @return the response
     * @throws IOException if the connection breaks
     */
    public static Response exchange(int port, String method, String target, String... headers) throws IOException {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        try (RawHttp http = connect(port)) {
            return http.send(head + "Connection: close\r\n\r\n").read(method);
        }
    }

    /**
     * Sends bytes.
     *
     * @param text what to send, one byte for each character (ISO 8859-1)
     * @return this
     * @throws IOException if the connection breaks
     */
    public RawHttp send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /**
     * Sends bytes.
     *
     * @param bytes what to send
     * @return this
     * @throws IOException if the connection breaks
     */
    public RawHttp send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /**
     * Reads the response of any request but a HEAD request.
     *
     * @return the response
     * @throws IOException if it is cut off, or does not come in time
     */
    public Response read() throws IOException {
        return read("GET");
    }

    /**
     * Reads a response; interim ones (1xx) are skipped.
     *
     * @param method the request's method, since a response to HEAD has no body (RFC 9112 section 6.3)
     * @return the response
     * @throws IOException if it is cut off, or does not come in time
     */
    public Response read(String method) throws IOException {
        Response head = readHead();
        while (head.status() < 200) {
            head = readHead();
        }
        if (method.equals("HEAD") || head.status() == 204 || head.status() == 304) {
            return head;
        }
        byte[] body;
        if (head.headers("Transfer-Encoding").equals(List.of("chunked"))) {
            body = readChunks();
        } else if (head.headers("Content-Length").isEmpty()) {
            body = in.readAllBytes();
        } else {
            int length = Integer.parseInt(head.headers("Content-Length").get(0));
            body = in.readNBytes(length);
            if (body.length < length) {
                throw new EOFException("the body ends after " + body.length + " of " + length + " bytes");
            }
        }
        return new Response(head.status(), head.lines(), new String(body, StandardCharsets.UTF_8));
    }

    /**
     * Waits for the server to close the connection.
     *
     * @return true if it did, false if it sent something
     * @throws IOException if neither happens in time
     */
    public boolean isClosedByServer() throws IOException {
        return in.read() < 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private Response readHead() throws IOException {
        String start = readLine();
        if (!start.startsWith("HTTP/1.") || start.length() < 12) {
            throw new IOException("no status line: " + start);
        }
        List<String> lines = new ArrayList<>();
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            lines.add(line);
        }
        return new Response(Integer.parseInt(start.substring(9, 12)), lines, "");
    }

    private byte[] readChunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(readLine().split(";", 2)[0].strip(), 16);
            body.write(in.readNBytes(size));
            readLine();
            if (size == 0) {
                return body.toByteArray();
            }
        }
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection ends after \"" + line + "\"");
            }
            line.append((char) c);
        }
        int length = line.length();
        return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
    }

    /**
     * A response.
     *
     * @param status the status code
     * @param lines the header lines, as sent
     * @param body the body, read as UTF-8
     */
    public record Response(int status, List<String> lines, String body) {
        /** Copies the lines. */
        public Response {
            lines = List.copyOf(lines);
        }

        /**
         * The values of a header field.
         *
         * @param name its name, in any case
         * @return the values, one for each line
         */
        public List<String> headers(String name) {
            return lines.stream()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .toList();
        }
    }
}
