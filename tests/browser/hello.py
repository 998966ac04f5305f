"""An app of Streamlit's parts alone: what axe finds in it is not ours to mend."""

import streamlit as st


def hello() -> None:
    """Show the parts that every page has."""
    st.title("Hello")
    st.header("World")
    st.markdown("A page with the parts that every app has.")
    st.button("Button")
    st.text_input("Text")
    st.selectbox("Choice", ["One", "Two"])
    st.multiselect("Choices", ["One", "Two"], default=["One"])
    st.dataframe({"One": [1], "Two": [2]})


def other() -> None:
    """Be the second page of a section."""
    st.title("Other")


pages = {"First": [st.Page(hello), st.Page(other)], "Second": [st.Page(other, url_path="third")]}
page = st.navigation(pages, expanded=True)
with st.sidebar:
    st.caption("Sidebar")
page.run()
