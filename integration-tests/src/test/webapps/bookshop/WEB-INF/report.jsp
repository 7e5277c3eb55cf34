<%@ page contentType="text/html;charset=UTF-8" session="false" %><p>Sum: ${sum}, asynchronously: <%= request.getDispatcherType() %></p>
