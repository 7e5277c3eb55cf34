<%@ page contentType="text/html;charset=UTF-8" isErrorPage="true" session="false" %><p>Something broke: <%= exception.getMessage() %></p>
