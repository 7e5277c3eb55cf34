<%@ page contentType="text/html;charset=UTF-8" isErrorPage="true" session="false" %><p>We have no such page.</p>
