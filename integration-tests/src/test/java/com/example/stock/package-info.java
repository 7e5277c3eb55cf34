/** A Jersey application as a team has it, which knows nothing of the library. */
package com.example.stock;
